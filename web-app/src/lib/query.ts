/** A world and a person as they stand readably in a link: "regime=article-2018&people=100000&seed=1". Strict: what is not understood is said. */
import { say } from './messages.svelte'
import type { Problem, World } from './protocol'
import { ARTICLE } from './world'

const TEXTS = { regime: 'article-2018', society: '' } as const
const NUMBERS = { people: [ARTICLE.people, 1, 2 ** 40], days: [365, 1, 36_525], seed: [1, 0, 2 ** 53 - 1] } as const
const LISTS = ['with', 'set', 'off'] as const

/** The query of a world: only what differs from the rest is left out, so that a link says what it shows. */
export function worldQuery(world: World): [string, string][] {
  return [['regime', world.regime], ...LISTS.flatMap((name) => world[name].map((value): [string, string] => [name, value])), ...(world.society ? [['society', world.society] as [string, string]] : []),
    ...(Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]).map((name): [string, string] => [name, String(world[name])]), ...(world.ends === null ? [] : [['ends', String(world.ends)] as [string, string]])]
}

/** The world of a query, and what of it could not be understood. */
export function worldOf(query: URLSearchParams, society = 'china-2020'): { world: World; problems: Problem[] } {
  const problems: Problem[] = []
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
  return { code: '', title: say('web-link-fault', { name, value: value.slice(0, 60) }), reason: '', remedy: say('web-link-remedy'), nearest: null, line: null, column: null, length: null, where: name }
}

/** A hash of a view with a query in which names may come more than once. */
export function hash(view: string, rest: string[], query: [string, string][]): string {
  return `#/${[view, ...rest].map(encodeURIComponent).join('/')}${query.length ? `?${new URLSearchParams(query)}` : ''}`
}
