/** Whatever the face, no text of a chart begins before its picture or ends behind it. */
import { flushSync, mount, unmount, type Component } from 'svelte'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { speak } from '$lib/messages.svelte'
import { wrapped } from '$lib/save'
import Bars from './Bars.svelte'
import Dots from './Dots.svelte'
import Lines from './Lines.svelte'

let letter = 7                      // pixels of one letter of the face that is tried
vi.stubGlobal('ResizeObserver', class { observe() {} unobserve() {} disconnect() {} })
const pen = { font: '', measureText: (text: string) => ({ width: letter * [...text].length }) }
vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never)
const wide = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get')
let app: Record<string, unknown> | undefined

function drawn(chart: 'Lines' | 'Bars' | 'Dots', props: Record<string, unknown>, width: number): { text: string; from: number; to: number }[] {
  wide.mockReturnValue(width)
  app = mount({ Lines, Bars, Dots }[chart] as Component<never>, { target: document.body, props: { title: 'Title', how: 'How', ...props } as never })
  flushSync()
  return [...document.querySelectorAll('svg.chart text')].map((one) => {
    const text = one.textContent, x = Number(one.getAttribute('x')), size = letter * [...text].length, anchor = one.getAttribute('text-anchor')
    const from = anchor === 'end' ? x - size : anchor === 'middle' ? x - size / 2 : x
    return { text, from, to: from + size }
  })
}
beforeAll(() => speak('en'))
afterEach(async () => { if (app) await unmount(app); app = undefined })

const weekly = (scale: number) => ({ unit: 'per 1,000 people', value: Array.from({ length: 52 }, (_, n) => n * scale), low: [], high: [] })
const estimate = (value: number | null) => ({ value, low: value, high: value, unit: 'per 1,000 people', n: 9, reason: null })
const NAMES = ['nobody is watched, and nobody keeps anything', 'as you set it', '社会信用：一篇文章的说法与它的后果']

describe.each([320, 640, 1280])('a chart that is %i pixels wide', (width) => {
  it.each([6, 11])('keeps the names of lines inside it, with letters of %i pixels', (size) => {
    letter = size
    const found = drawn('Lines', { lines: NAMES.map((name, n) => ({ name, weekly: weekly(10 ** (n + 3)) })) }, width)
    expect(found.length).toBeGreaterThan(8)
    for (const one of found) expect(one.from >= 0 && one.to <= width, `${one.text}: ${one.from} to ${one.to}`).toBe(true)
  })
  it.each([6, 11])('keeps the names of bars and their numbers inside it, with letters of %i pixels', (size) => {
    letter = size
    const rows = NAMES.map((name, n) => ({ name, estimates: [estimate(12_345_678 * n), estimate(n ? -5 : null)] }))
    const found = drawn('Bars', { rows, worlds: ['the first of the worlds here', 'the second'] }, width)
    expect(found.length).toBeGreaterThan(8)
    for (const one of found) expect(one.from >= 0 && one.to <= width, `${one.text}: ${one.from} to ${one.to}`).toBe(true)
  })
  it.each([6, 11])('keeps the names of dots inside it, with letters of %i pixels', (size) => {
    letter = size
    const found = drawn('Dots', { of: 100, parts: NAMES.map((name) => ({ name, n: 10.5 })), rest: 'all the others, who are not on any list' }, width)
    expect(found.length).toBeGreaterThan(3)
    for (const one of found) expect(one.from >= 0 && one.to <= width, `${one.text}: ${one.from} to ${one.to}`).toBe(true)
  })
})
describe('a text in rows', () => {
  it('breaks by the width that is measured', () => {
    expect(wrapped('iii iii mmm', 40, (text) => [...text].reduce((sum, one) => sum + (one === 'm' ? 12 : 4), 0))).toEqual(['iii iii', 'mmm'])
  })
})
