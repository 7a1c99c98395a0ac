/** Numbers of a run as they stand in the story's sentences: scaled, with their intervals. Never here: a number of its own. */
import { named, number, translated } from '$lib/chart/numbers'
import { said, say } from '$lib/messages.svelte'
import type { Estimate, Hello, Weekly } from '$lib/protocol'
import type { Truth } from './bets.svelte'
import { HANDLES, type Handle, type HandleName } from './handles'

/** An estimate per so many. */
export function scaled(e: Estimate | null | undefined, by: number): Truth | null {
  if (!e || e.value === null) return null
  return { value: e.value * by, low: e.low === null ? null : e.low * by, high: e.high === null ? null : e.high * by }
}

/** One week of a series. */
export function inWeek(weekly: Weekly | null | undefined, week: number, by = 1): Truth | null {
  const value = weekly?.value[week] ?? null
  if (!weekly || value === null) return null
  const low = weekly.low[week] ?? null, high = weekly.high[week] ?? null
  return { value: value * by, low: low === null ? null : low * by, high: high === null ? null : high * by }
}

/** "6.05 (4.97 to 7.36)"; without an interval, the number alone; "…" while it is not there. */
export function about(t: Truth | null): string {
  if (!t) return '…'
  return t.low === null || t.high === null ? number(t.value) : say('web-story-number', { value: number(t.value), low: number(t.low), high: number(t.high) })
}
export const per = (e: Estimate | null | undefined, by: number): string => about(scaled(e, by))

/** What changed, as a word for the sentence: its interval lies above nought, below it, or holds it. */
export function way(e: Estimate | null | undefined): 'more' | 'less' | 'same' | 'unsure' | null {
  if (!e || e.value === null) return null
  if (e.value === 0) return 'same'
  if (e.low === null || e.high === null) return 'unsure'
  return e.low > 0 ? 'more' : e.high < 0 ? 'less' : 'unsure'
}

/** A handle's value in words. */
export function handled(handle: Handle, value: number): string {
  return say(`web-story-value-${handle.name}`, { n: value, value: number(handle.as === 'percent' ? value * 100 : value) })
}
export const labelled = (name: HandleName): string => say(`web-story-handle-${HANDLES[name].name}`)

/** What an outcome estimates, in the reader's language. */
export function estimand(hello: Hello | null, outcome: string): string {
  const message = `measure-${outcome.replaceAll(/[_.]/g, '-')}-estimand`
  return said(message) ? say(message) : hello?.outcomes.find((o) => o.name === outcome)?.estimand ?? ''
}
/** How several outcomes of a figure are computed. */
export function how(hello: Hello | null, outcomes: readonly string[], more = ''): string {
  return [...outcomes.map((name) => estimand(hello, name)), more, say('web-story-how')].filter(Boolean).map((text) => /[.。]$/.test(text) ? text : `${text}${say('web-story-stop')}`).join(' ')
}
export { named, number, translated }
