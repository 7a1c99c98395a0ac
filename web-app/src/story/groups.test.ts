import { describe, expect, it } from 'vitest'
import type { Results } from '../lib/protocol'
import { groups, together } from './groups'
import * as w from './worlds'

const estimate = (value: number) => ({ value, low: null, high: null, unit: '', n: 1, reason: null })
const answer = (values: number[], stage: 'coarse' | 'fine' = 'fine'): Results => ({ kind: 'results', id: 1, stage, earlier: false, people: 10, milliseconds: 1,
  worlds: values.map((value) => ({ title: String(value), digest: '', outcomes: { chilled: estimate(value) }, weekly: {}, by: {} })), differences: values.slice(1).map((value) => ({ chilled: estimate(value - values[0]!) })) })

describe('worlds side by side', () => {
  it('are one list while they share their society', () => {
    expect(groups(w.silence({ arrest: 1 })).map((part) => part.at)).toEqual([[0, 1, 2]])
    expect(groups(w.abolish({ fades: 20 })).map((part) => part.at)).toEqual([[0, 1, 2]])
  })
  it('are two where fear is turned: what is claimed, and what is turned beside nobody watched', () => {
    const parts = groups(w.silence({ own: 8 }))
    expect(parts.map((part) => part.at)).toEqual([[0], [1, 2]])
    expect(parts[1]!.asked.worlds.map((world) => world.set)).toEqual([['society.fear.own=8'], ['society.fear.own=8']])
  })
  it('come together in their places, with differences from the first only where people are the same', () => {
    const parts = groups(w.silence({ own: 8 })), all = together(parts, [answer([5]), answer([9, 1], 'coarse')])
    expect(all.worlds.map((world) => world.title)).toEqual(['5', '9', '1'])
    expect([all.stage, all.differences]).toEqual(['coarse', [{}, {}]])
    expect(together(groups(w.machine({})), [answer([5, 9, 1])]).differences.map((one) => one.chilled!.value)).toEqual([4, -4])
  })
  it('leave out of the world without association what is a part of it', () => {
    expect(w.friends({ company: 0.25, reads: 0.3 }).worlds.map((world) => [world.set.length, world.off.length])).toEqual([[0, 0], [2, 0], [0, 0], [1, 1]])
  })
})
