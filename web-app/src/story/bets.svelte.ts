/** What readers guessed, for as long as the page is open. It is kept here and nowhere else: not sent, not stored. */
import { SvelteMap } from 'svelte/reactivity'

export interface Bet { guess: number | null }
export const bets = new SvelteMap<string, Bet>()

export type Verdict = 'within' | 'more' | 'less'
export interface Truth { value: number; low: number | null; high: number | null }

/** How a guess lies to what was found: within its interval (or the same, where it has none), above or below, and by what factor. */
export function judged(guess: number, truth: Truth): { verdict: Verdict; times: number | null } {
  const low = truth.low ?? truth.value, high = truth.high ?? truth.value
  if (guess >= low && guess <= high) return { verdict: 'within', times: null }
  const verdict = guess > high ? 'more' : 'less'
  const [over, under] = verdict === 'more' ? [guess, truth.value] : [truth.value, guess]
  return { verdict, times: under > 0 ? over / under : null }
}
