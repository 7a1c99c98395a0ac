/** A world and a person as they stand readably in a link: "regime=article-2018&people=100000&seed=1". Strict: what is not understood is said. */
import { say } from './messages.svelte'
import type { Problem, World } from './protocol'
import { ARTICLE } from './world'

const TEXTS = { regime: 'article-2018', society: '' } as const
const NUMBERS = { people: [ARTICLE.people, 1, 2 ** 40], days: [365, 1, 36_525], seed: [1, 0, 2 ** 53 - 1] } as const
const LISTS = ['with', 'set', 'off'] as const
/** of the form of these links; a link says it last */
const VERSION = '1'
const KNOWN = ['v', 'ends', ...LISTS, ...Object.keys(TEXTS), ...Object.keys(NUMBERS)]

/** The query of a world: only what differs from the rest is left out, so that a link says what it shows. */
export function worldQuery(world: World): [string, string][] {
  return [['regime', world.regime], ...LISTS.flatMap((name) => world[name].map((value): [string, string] => [name, value])), ...(world.society ? [['society', world.society] as [string, string]] : []),
    ...(Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]).map((name): [string, string] => [name, String(world[name])]), ...(world.ends === null ? [] : [['ends', String(world.ends)] as [string, string]]), ['v', VERSION]]
}

/** The world of a query, and what of it could not be understood. own: names that the view itself reads. */
export function worldOf(query: URLSearchParams, own: readonly string[] = [], society = 'china-2020'): { world: World; problems: Problem[] } {
  const version = query.get('v') ?? VERSION
  const problems: Problem[] = version === VERSION ? [] : [said('version', 'v', { version: version.slice(0, 20), known: VERSION })]
  for (const name of new Set(query.keys())) if (!KNOWN.includes(name) && !own.includes(name)) problems.push(fault(name, query.get(name)!))
  const number = (name: string, [usual, low, high]: readonly [number, number, number]): number => {
    const text = query.get(name)
    if (text === null) return usual
    const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN
    if (value >= low && value <= high) return value
    problems.push(fault(name, text))
    return usual
  }
  const ends = query.has('ends') ? number('ends', [NaN, 1, 36_525]) : null
  const world: World = { regime: query.get('regime') || TEXTS.regime, with: query.getAll('with'), set: query.getAll('set'), off: query.getAll('off'), society: query.get('society') || society,
    people: number('people', NUMBERS.people), days: number('days', NUMBERS.days), seed: number('seed', NUMBERS.seed), ends: Number.isNaN(ends) ? null : ends }
  return { world, problems }
}

/** What is said of a part of a link that is not understood. */
export function fault(name: string, value: string): Problem {
  return said('fault', name, { name: name.slice(0, 40), value: value.slice(0, 60) })
}
function said(what: string, where: string, values: Record<string, string>): Problem {
  return { code: '', title: say(`web-link-${what}`, values), reason: '', remedy: say(`web-link-${what}-remedy`), nearest: null, line: null, column: null, length: null, where }
}

/** A whole number of a view's own, from low on, or null and what is wrong with it. */
export function wholeOf(query: URLSearchParams, name: string, low: number, high: number): { value: number | null; problems: Problem[] } {
  const text = query.get(name)
  if (text === null) return { value: null, problems: [] }
  const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN
  return value >= low && value <= high ? { value, problems: [] } : { value: null, problems: [fault(name, text)] }
}

/** A hash of a view with a query in which names may come more than once. */
export function hash(view: string, rest: string[], query: [string, string][]): string {
  return `#/${[view, ...rest].map(encodeURIComponent).join('/')}${query.length ? `?${new URLSearchParams(query)}` : ''}`
}
