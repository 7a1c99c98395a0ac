/** Estimates as the bench shows them: shares in percent, everywhere alike, so that what is read, drawn and saved are the same numbers. */
import { translated } from '$lib/chart/numbers'
import { said, say } from '$lib/messages.svelte'
import type { Estimate, Lives, Results } from '$lib/protocol'

const isShare = (unit: string): boolean => unit.startsWith('share')

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')

/** Why there is no number, in the reader's language. */
function reasonOf(reason: string): string {
  const name = `web-bench-reason-${slug(reason)}`
  return said(name) ? say(name) : translated(reason)
}

/** A unit in the reader's language. */
export function unitOf(unit: string): string {
  const name = `web-bench-unit-${slug(unit)}`
  if (said(name)) return say(name)
  return isShare(unit) ? say('web-bench-unit-share', { of: unit.replace(/^share (of )?/, '') }) : translated(unit)
}

/** The unit of a difference: of shares it is percentage points. */
export function gapUnit(unit: string): string { return unit.startsWith('%') ? say('web-bench-points') : unit }

/** The same in the unit in which it is shown. */
export function shown(e: Estimate): Estimate {
  const times = (value: number | null) => value === null || !isShare(e.unit) ? value : value * 100
  return { ...e, value: times(e.value), low: times(e.low), high: times(e.high), unit: unitOf(e.unit), reason: e.reason === null ? null : reasonOf(e.reason) }
}

const each = <T>(of: Record<string, T>, make: (one: T) => T): Record<string, T> => Object.fromEntries(Object.entries(of).map(([key, one]) => [key, make(one)]))

/** Results with every estimate as it is shown. */
export function readable(results: Results): Results {
  const lives = (w: Lives): Lives => ({ ...w, outcomes: each(w.outcomes, shown), by: each(w.by, (cuts) => each(cuts, (levels) => each(levels, shown))) })
  return { ...results, worlds: results.worlds.map(lives), differences: results.differences.map((d) => each(d, shown)) }
}

/** What can be said of a paired difference: its sign where the interval lies on one side of zero, nothing where it does not. */
export type Sign = 'more' | 'less' | 'same' | 'unsure' | 'unknown'
export function signOf(e: Estimate | undefined): Sign {
  if (!e || e.value === null) return 'unknown'
  if (e.value === 0 && (e.low ?? 0) === 0 && (e.high ?? 0) === 0) return 'same'
  if (e.low === null || e.high === null || (e.low <= 0 && e.high >= 0)) return 'unsure'
  return e.value > 0 ? 'more' : 'less'
}
