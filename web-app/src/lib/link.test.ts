import { deflateSync, strToU8 } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { moved, packed, unpacked, type Linked } from './link'
import { speak } from './messages.svelte'
import { ARTICLE, other, without } from './world'

const LINKED: Linked = { worlds: [without(ARTICLE), other(ARTICLE, { regime: 'ostrakon: diff/1\nid: x\ntitle: 错误列入 “x”\nextends: article-2018\n', set: ['rules.jaywalking.points=-20'], off: ['A07'], ends: 100 })],
  view: { outcomes: ['listed', 'rights.movement'], weekly: ['mean_fear'], by: ['sex+minority'] }, open: 1, digests: ['aa11', 'bb22'], made: '1.0' }
const query = (linked: Linked, change: Record<string, string> = {}) => new URLSearchParams({ ...packed(linked), ...change })
/** A whole link around anything. */
const around = (inside: unknown) => {
  const w = btoa(String.fromCharCode(...deflateSync(strToU8(JSON.stringify(inside))))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  let hash = 0x811c9dc5
  for (const letter of w) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return new URLSearchParams({ v: '1', w, c: (hash >>> 0).toString(36) })
}
const said = (found: ReturnType<typeof unpacked>) => 'problem' in found ? found.problem.title : 'resolved'

beforeAll(() => speak('en'))

describe('a link', () => {
  it('gives back what went in, also after a trip through an address', () => {
    const there = new URL(`http://x/#/bench?${query(LINKED)}`)
    expect(unpacked(new URLSearchParams(there.hash.split('?')[1]))).toEqual({ linked: LINKED })
  })
  it('is short where there is little to say', () => {
    expect(query({ ...LINKED, worlds: [without(ARTICLE), ARTICLE]}).toString().length).toBeLessThan(400)
  })
  it('of another version says so', () => {
    expect(said(unpacked(query(LINKED, { v: '2' })))).toContain('“2”')
    expect(said(unpacked(new URLSearchParams()))).toContain('version')
  })
  it('with any letter changed, or cut anywhere, is damaged', () => {
    const { w } = packed(LINKED)
    for (let n = 0; n < w.length; n += 7) {
      const letter = w[n] === 'A' ? 'B' : 'A'
      expect(said(unpacked(query(LINKED, { w: w.slice(0, n) + letter + w.slice(n + 1) })))).toContain('damaged')
      expect(said(unpacked(query(LINKED, { w: w.slice(0, n) })))).toContain('damaged')
    }
  })
  it('that is whole and holds something else is refused', () => {
    const good = { s: 'china-2020', n: 10, d: 10, r: 1, w: [{ r: 'none' }], v: { o: [], k: [], b: [] }, a: 0, g: [], m: '' }
    expect('linked' in unpacked(around(good))).toBe(true)
    for (const bad of [[], null, 'x', { ...good, x: 1 }, { ...good, n: -1 }, { ...good, n: '10' }, { ...good, n: 1.5 }, { ...good, w: [] }, { ...good, w: Array(5).fill({ r: 'none' }) }, { ...good, w: [{ r: '' }] },
      { ...good, w: [{ r: 'none', q: 1 }] }, { ...good, w: [{ r: 'none', s: [1] }] }, { ...good, w: [null] }, { ...good, a: 1 }, { ...good, v: { o: [] } }, { ...good, g: 'x' }, { ...good, t: 90 }, { ...good, p: 'Sichuan/2/3' }])
      expect('problem' in unpacked(around(bad)), JSON.stringify(bad)).toBe(true)
  })
  it('does not fill the memory', () => {
    expect(said(unpacked(around({ s: 'x'.repeat(30_000_000) })))).toContain('damaged')
  })
})

describe('numbers that moved', () => {
  it('are said world by world, and why', () => {
    expect(moved(LINKED, ['aa11', 'bb22'], '1.0')).toBeNull()
    expect(moved({ ...LINKED, digests: [] }, ['aa11', 'bb22'], '2.0')).toBeNull()
    const other = moved(LINKED, ['aa11', 'cc33'], '2.0')!
    expect(other.title).toContain('1.0')
    expect(other.reason).toContain('B')
    expect(other.reason).not.toContain('aa11')
    expect(moved(LINKED, ['x', 'bb22'], '1.0')!.title).not.toBe(other.title)
  })
})
