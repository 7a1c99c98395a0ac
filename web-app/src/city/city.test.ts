import { beforeAll, describe, expect, it } from 'vitest'
import { speak } from '$lib/messages.svelte'
import type { Framed } from '$lib/protocol'
import { Film } from './film'
import { address, beyond, near, personAt, planned, squarified, within } from './layout'
import { bare, classed, looked, LOOKS, loudCells, summed } from './looks'

const REGIONS = [{ name: 'Henan', communities: [700, 699, 699] }, { name: 'Inner Mongolia', communities: [410] }, { name: 'Nowhere', communities: [] }, { name: 'Tibet', communities: [7] }]
const PEOPLE = 2515
const FRAMED: Framed = { kind: 'framed', id: 1, digest: 'd', weeks: 5, burn: 0, score: { low: 0, high: 950, start: 500 }, tiers: ['bad', 'ordinary', 'top'],
  lists: [{ name: 'blacklist', red: false }, { name: 'redlist', red: true }], regions: REGIONS }
const bytes = (f: (n: number) => number) => Uint8Array.from({ length: PEOPLE }, (_, n) => f(n))
/** Bits at random, but always the same: tiers and lists that the regime has. */
const FRAME = { id: 1, week: 0, score: bytes((n) => n * 37 % 256), standing: bytes((n) => (n * 13 % 3) << 4 | (n % 11 === 0 ? 1 | (n % 2) << 7 : 0) | (n % 17 === 0 ? 8 : 0)), feeling: bytes((n) => n * 7 % 256) }

beforeAll(() => speak('en'))

describe('the plan', () => {
  it.each([0.8, 1, 1.6])('gives everybody a cell of their own, within district and block, %s times as wide as high', (aspect) => {
    const plan = planned(REGIONS, aspect)
    expect(plan.people).toBe(PEOPLE)
    expect(new Set(plan.place).size).toBe(PEOPLE)
    for (let person = 0; person < PEOPLE; person++) {
      const cell = plan.place[person]!, x = cell % plan.width, y = Math.floor(cell / plan.width)
      expect(plan.who[cell]).toBe(person)
      for (const box of [plan.districts[within(plan.districts, person)]!, plan.blocks[within(plan.blocks, person)]!])
        expect(x >= box.x && x < box.x + box.w && y >= box.y && y < box.y + box.h).toBe(true)
    }
    expect(plan.width / plan.height / aspect).toBeGreaterThan(0.9)
    expect(plan.width / plan.height / aspect).toBeLessThan(1.1)
  })
  it('is the same each time, and keeps neighbours in the index near', () => {
    const plan = planned(REGIONS, 1.6)
    expect(planned(REGIONS, 1.6).place).toEqual(plan.place)
    const far = Array.from({ length: 699 }, (_, n) => Math.hypot((plan.place[n]! % plan.width) - (plan.place[n + 1]! % plan.width), Math.floor(plan.place[n]! / plan.width) - Math.floor(plan.place[n + 1]! / plan.width)))
    expect(far.filter((d) => d > 3).length / far.length).toBeLessThan(0.02)
  })
  it('has room for a million people in all', () => {
    const plan = planned(Array.from({ length: 31 }, (_, n) => ({ name: `r${n}`, communities: Array(4).fill(8064) as number[] })), 1.6)
    expect(plan.people).toBe(999_936)
    expect(plan.people / plan.blocks.reduce((sum, b) => sum + b.w * b.h, 0)).toBeGreaterThan(0.92)
    expect(plan.people / (plan.width * plan.height)).toBeGreaterThan(0.75)
  })
  it('writes addresses as the server does, and reads them back', () => {
    const plan = planned(REGIONS, 1)
    expect([address(plan, 0), address(plan, 700), address(plan, 2098), address(plan, 2514)]).toEqual(['Henan/0/0', 'Henan/1/0', 'Inner-Mongolia/0/0', 'Tibet/0/6'])
    for (const person of [0, 699, 700, 2097, 2098, 2514]) expect(personAt(plan, address(plan, person))).toBe(person)
    expect(['Henan/3/0', 'Henan/0/700', 'Atlantis/0/0', 'Tibet', 'Tibet/0/x', 'Tibet/0/'].map((a) => personAt(plan, a))).toEqual(Array(6).fill(null))
  })
  it('finds who is near a place, and the next in a direction', () => {
    const plan = planned(REGIONS, 1), cell = plan.place[300]!, x = cell % plan.width, y = Math.floor(cell / plan.width)
    expect(near(plan, x + 0.5, y + 0.5, 2)).toBe(300)
    expect(near(plan, -50, -50, 2)).toBeNull()
    const right = beyond(plan, 300, 1, 0, 1)
    expect(plan.place[right]! % plan.width).toBeGreaterThan(x)
    expect(beyond(plan, right, -1, 0, 1)).not.toBe(right)
  })
  it('fills a rectangle in proportion', () => {
    const boxes = squarified([6, 6, 4, 3, 2, 2, 1, 0], { x: 0, y: 0, w: 6, h: 4 })
    expect(boxes.map((b) => Math.round(b.w * b.h * 1e6) / 1e6)).toEqual([6, 6, 4, 3, 2, 2, 1, 0])
  })
})

describe('looks', () => {
  it.each(LOOKS)('count everybody once by %s, in the drawing and in the legend', (name) => {
    const plan = planned(REGIONS, 1), look = looked(name, FRAMED), cells = bare(plan)
    const counts = classed(FRAME, look, plan, cells), total = summed(counts, look.classes.length)
    expect(total.reduce((a, b) => a + b)).toBe(PEOPLE)
    expect(total).toEqual(look.classes.map((_, n) => cells.filter((c) => c === n).length))
    expect(new Set(look.classes.map((c) => c.name)).size).toBe(look.classes.length)
    expect(new Set(look.classes.map((c) => `${c.colour} ${c.shape} ${c.size}`)).size).toBe(look.classes.length)
  })
  it('let those who must be seen be seen while they are few', () => {
    const plan = planned(REGIONS, 1), look = looked('truth', FRAMED), cells = bare(plan)
    const totals = summed(classed({ ...FRAME, feeling: bytes(() => 0) }, look, plan, cells), look.classes.length)
    expect([...loudCells(look, cells, totals)].map((cell) => cells[cell]).sort()).toEqual([...Array(totals[0]).fill(0), ...Array(totals[1]).fill(1)])
    expect(totals[0]! + totals[1]!).toBe(Math.ceil(PEOPLE / 11))
    const all = summed(classed({ ...FRAME, standing: bytes(() => 1) }, look, plan, cells), look.classes.length)
    expect(loudCells(look, cells, all).length).toBe(0)
  })
  it('tell truth by the bits of the frame', () => {
    const { of } = looked('truth', FRAMED)
    expect(of(0, 32, 128)).toBe(3)
    expect([of(0, 1 | 128, 0), of(0, 1, 128), of(0, 0, 128 | 64), of(0, 8, 64), of(0, 16, 31)]).toEqual([0, 1, 2, 2, 4])
  })
  it('tell standing by tier and list; a black list before a red one', () => {
    const { classes, of } = looked('standing', FRAMED)
    expect([of(0, 0, 0), of(0, 32, 0), of(0, 2 | 8 | 16, 0), of(0, 8 | 16, 0)].map((n) => classes[n]!.name)).toEqual(
      ['tier “bad”, on no list', 'tier “top”, on no list', 'on the black list “blacklist”', 'on a red list: redlist'])
  })
  it.each([0, 134, 255])('put the score at which all begin (%s of 255) in the middle class', (start) => {
    const { classes, of } = looked('score', { ...FRAMED, score: { low: 0, high: 255, start } })
    expect(classes[of(start, 0, 0)]!.colour).toBe('score-3')
    expect(Array.from({ length: 256 }, (_, n) => of(n, 0, 0)).every((n, i, all) => i === 0 || n >= all[i - 1]!)).toBe(true)
  })
  it('say of a regime without scores, tiers and lists that there is none', () => {
    const none = { ...FRAMED, score: { low: 0, high: 0, start: 0 }, tiers: [], lists: [] }
    expect(looked('score', none).classes.map((c) => c.name)).toEqual(['no score is kept'])
    expect(looked('standing', none).classes.map((c) => c.name)).toEqual(['on no list'])
  })
})

describe('the film', () => {
  it('asks once for each week, ahead, keeps a bounded number, and asks again for what failed', async () => {
    const asked: number[] = []
    const film = new Film({ framed: { ...FRAMED, weeks: 52 }, frame: async (week) => { asked.push(week); if (asked.length === 1) throw new Error('slow'); return { ...FRAME, week } } }, 5_000_000)
    await expect(film.week(0)).rejects.toThrow('slow')
    expect((await film.week(0)).week).toBe(0)
    await film.week(0)
    film.ahead(0)
    expect(asked).toEqual([0, 0, 1, 2])
    for (let week = 3; week < 20; week++) await film.week(week)
    await film.week(0)
    expect(asked.filter((week) => week === 0).length).toBe(3)
  })
})
