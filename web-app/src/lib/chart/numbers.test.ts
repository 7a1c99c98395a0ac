import { beforeAll, describe, expect, it } from 'vitest'
import { speak } from '$lib/messages.svelte'
import { breadth, csv, fileName, wrapped } from '$lib/save'
import { apart, estimated, extremes, named, number, translated } from './numbers'

beforeAll(() => speak('en'))

describe('numbers in words', () => {
  it('have three figures, and are whole from a thousand on', () => {
    expect([0.01234, 12.345, 999.6, 1234567.8, -0, -31].map(number)).toEqual(['0.0123', '12.3', '1,000', '1,234,568', '0', '−31'])
    expect(number(null)).toBe('not known')
  })
  it('carry unit and interval, or the reason why there is none', () => {
    const e = { value: 3.21, low: 3, high: 3.42, unit: 'per 1,000 people', n: 9, reason: null }
    expect(estimated(e)).toBe('3.21 per 1,000 people (3 to 3.42)')
    expect(estimated({ ...e, low: null })).toBe('3.21 per 1,000 people')
    expect(estimated({ ...e, value: null, reason: 'nobody was listed' })).toBe('nobody was listed')
  })
  it('are translated where the language has the text', async () => {
    await speak('zh')
    expect([translated('days per 1,000 people'), translated('no such text'), named('guangdong')]).toEqual(['每 1,000 人的人日', 'no such text', '广东'])
    await speak('en')
    expect(named('high_speed_rail')).toBe('high speed rail')
  })
})

describe('series', () => {
  it('tell their least, most and last with weeks from 1, past gaps', () => {
    const weekly = { unit: 'x', value: [null, 4, 9, 2, null], low: [], high: [] }
    expect(extremes(weekly)).toEqual({ least: 2, leastAt: 4, most: 9, mostAt: 3, last: 2, weeks: 5 })
    expect(extremes({ ...weekly, value: [null] })).toBeNull()
  })
  it('have labels that keep apart within the drawing', () => {
    const found = apart([100, 98, 99, 10], 20, 0, 120)
    const sorted = [...found].sort((a, b) => a - b)
    expect(sorted.slice(1).every((place, n) => place - sorted[n]! >= 20)).toBe(true)
    expect(Math.max(...found)).toBeLessThanOrEqual(120)
    expect(found[3]).toBe(10)
  })
})

describe('files', () => {
  it('quote cells that need it', () => {
    expect(csv([['a,b', 'say "x"', null, 1.5]])).toBe('"a,b","say ""x""",,1.5\r\n')
  })
  it('have names of letters and digits of any script', () => {
    expect([fileName('38 of 1,000, listed!'), fileName('错误列入'), fileName('…')]).toEqual(['38-of-1-000-listed', '错误列入', 'ostrakon'])
  })
  it('break lines between words, and Chinese anywhere', () => {
    expect(wrapped('one two three', 8)).toEqual(['one two', 'three'])
    expect(wrapped('错误列入名单', 6)).toEqual(['错误列', '入名单'])
    expect(breadth('a错')).toBe(3)
  })
})
