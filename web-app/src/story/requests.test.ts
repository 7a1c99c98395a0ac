import { describe, expect, it } from 'vitest'
import type { Knob } from '$lib/protocol'
import { HANDLES, MEND_HANDLES, mended, settings, turned, type HandleName } from './handles'
import { groups } from './groups'
import { each, requests, stops, subsets } from './requests'
import * as w from './worlds'

const live = (asked: w.Asked) => groups(asked).map((part) => JSON.stringify({ do: 'live', asked: part.asked }))

describe('handles', () => {
  it('stand within their ends and on one of their stops, which are in order', () => {
    for (const handle of Object.values(HANDLES)) {
      expect(handle.stops).toContain(handle.value)
      expect([...handle.stops].sort((a, b) => a - b)).toEqual([...handle.stops])
      expect(handle.stops.every((stop) => stop >= handle.low && stop <= handle.high)).toBe(true)
    }
  })
  it('set nothing where they stand, and lost points as points below nought', () => {
    expect(settings({ criticism: 50, cutoff: 524 })).toEqual([])
    expect(settings({ cutoff: 600, criticism: 100 })).toEqual(['rules.criticism.points=-100', 'lists.blacklist.below=600', 'tiers.1.from=600'])
  })
  it('change of an unwatched society only what is the society’s', () => {
    expect(turned(w.NOBODY, { criticism: 100, friend: 2 }).set).toEqual(['society.fear.close=2'])
  })
  it('mend by what the file of a regime would say, one grace for two', () => {
    const both = mended(['appeals', 'check', 'alone'], { lodged: 12 })
    expect(both.off).toEqual(['A07'])
    expect(both.set.filter((text) => text.includes('grace'))).toHaveLength(1)
    expect(both.set[0]).toContain('hazard_per_year: 12')
  })
})

describe('the list of what is asked', () => {
  const knobs = w.ASSUMED.map((path): Knob => ({ path, of: 'regime', title: path, value: 2, low: 1, high: 3, step: 1, unit: '', status: 'assumed', source: '' }))
  const list = requests(knobs).map((one) => JSON.stringify(one))

  it('has everything once', () => { expect(new Set(list).size).toBe(list.length) })
  it('has the first state of every chapter and every stop of every handle', () => {
    for (const [chapter, handles] of [[w.machine, w.MACHINE], [w.friends, w.FRIENDS], [w.silence, w.SILENCE], [w.abolish, w.ABOLISH]] as const)
      for (const values of each(handles)) expect(list).toEqual(expect.arrayContaining(live(chapter(values))))
    for (const which of subsets()) expect(list).toEqual(expect.arrayContaining(live(w.mend(which, {}))))
    for (const one of w.MENDS) for (const values of each(MEND_HANDLES[one])) expect(list).toEqual(expect.arrayContaining(live(w.mend([one], values))))
    for (const path of w.ASSUMED) for (const stop of [1, 3]) expect(list).toEqual(expect.arrayContaining(live(w.known(w.knob(path, stop)))))
  })
  it('has no world of more people or days than a page may ask for, and four at most side by side', () => {
    for (const text of list) {
      const one = JSON.parse(text) as { do: string; asked?: w.Asked }
      if (one.do !== 'live') continue
      expect(one.asked!.worlds.length).toBeLessThanOrEqual(4)
      expect(one.asked!.worlds.every((world) => world.people <= 100_000 && world.days <= 730)).toBe(true)
    }
  })
  it('names each stop of a number once', () => { expect(stops({ low: 1, value: 1, high: 3 })).toEqual([1, 3]) })
  it('begins a mend’s handles where they stand', () => {
    expect(Object.values(MEND_HANDLES).flat().every((name: HandleName) => name in HANDLES)).toBe(true)
  })
})
