/** How numbers and units read in the reader's language. */
import { language, said, say } from '$lib/messages.svelte'
import type { Estimate, Weekly } from '$lib/protocol'

/** Three figures, or whole from a thousand on. */
export function number(value: number | null): string {
  if (value === null) return say('web-chart-none')
  return new Intl.NumberFormat(language(), Math.abs(value) < 999.5 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 }).format(value || 0).replace('-', '\u2212')
}

/** A text of the code in the reader's language, where there is a translation. */
export function translated(text: string): string {
  const name = `text-${text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`
  return said(name) ? say(name) : text
}

/** A title that a regime or a society gives, as the reader's language has it. */
export function titled(title: string): string {
  const message = `name-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`
  return said(message) ? say(message) : title
}

/** A name that a regime or a society gives, in words. */
export function named(name: string): string {
  return titled(name) === name ? name.replaceAll('_', ' ') : titled(name)
}

/** An estimate in words: "3.2 per 1,000 people (3.0 to 3.4)". */
export function estimated(e: Estimate): string {
  if (e.value === null) return e.reason ? translated(e.reason) : say('web-chart-none')
  const value = say('web-chart-value', { value: number(e.value), unit: translated(e.unit) })
  return e.low === null || e.high === null ? value : say('web-chart-between', { value, low: number(e.low), high: number(e.high) })
}

export interface Extremes { least: number; leastAt: number; most: number; mostAt: number; last: number; weeks: number }

/** Least, most and last of a series, with their weeks counted from 1; null where there is no number at all. */
export function extremes(weekly: Weekly): Extremes | null {
  const known = weekly.value.flatMap((value, n) => value === null ? [] : [{ value, week: n + 1 }])
  if (!known.length) return null
  const least = known.reduce((a, b) => b.value < a.value ? b : a), most = known.reduce((a, b) => b.value > a.value ? b : a)
  return { least: least.value, leastAt: least.week, most: most.value, mostAt: most.week, last: known.at(-1)!.value, weeks: weekly.value.length }
}

/** Places of labels beside each other's wished places, apart at least by `gap`, within a stretch. */
export function apart(wished: number[], gap: number, low: number, high: number): number[] {
  const order = wished.map((_, n) => n).sort((a, b) => wished[a]! - wished[b]!)
  const found = [...wished]
  order.forEach((n, i) => { found[n] = Math.max(found[n]!, i ? found[order[i - 1]!]! + gap : low) })
  for (let i = order.length - 1; i >= 0; i--) {
    const n = order[i]!
    found[n] = Math.min(found[n]!, i < order.length - 1 ? found[order[i + 1]!]! - gap : high)
  }
  return found
}
