import { describe, expect, it } from 'vitest'
import { page, snapped, stepped } from '$lib/steps'
import { judged } from './bets.svelte'

describe('a bet', () => {
  it('is right within the interval, and else wrong by a factor', () => {
    const truth = { value: 6, low: 5, high: 7 }
    expect(judged(7, truth)).toEqual({ verdict: 'within', times: null })
    expect(judged(60, truth)).toEqual({ verdict: 'more', times: 10 })
    expect(judged(2, truth)).toEqual({ verdict: 'less', times: 3 })
    expect(judged(0, truth)).toEqual({ verdict: 'less', times: null })
    expect(judged(4, { value: 4, low: null, high: null }).verdict).toBe('within')
    expect(judged(5, { value: 0, low: null, high: null })).toEqual({ verdict: 'more', times: null })
  })
})

describe('a handle', () => {
  it('has steps from its lower end, and never leaves its ends', () => {
    const track = { low: 0.01, high: 0.81, step: 0.01 }
    expect([snapped(track, 0.1049), snapped(track, 9), snapped(track, -1), stepped(track, 0.1, 1), stepped(track, 0.81, 1)]).toEqual([0.1, 0.81, 0.01, 0.11, 0.81])
    expect(page(track)).toBe(8)
  })
  it('has only its stops where there are any', () => {
    const track = { low: 4, high: 400, step: 1, stops: [4, 50, 400] }
    expect([snapped(track, 60), stepped(track, 50, 1), stepped(track, 4, -1), page(track)]).toEqual([50, 400, 4, 1])
  })
})
