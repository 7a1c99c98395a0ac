/** The numbers of the story that readers can turn: what each sets, between which ends, and at which stops it was prepared. */
import type { World } from '../lib/protocol'
import { ARTICLE, other } from '../lib/world'

export interface Handle {
  /** also the last part of its message, web-story-handle-... */
  name: string
  value: number
  low: number
  high: number
  step: number
  stops: readonly number[]
  /** how it reads: a share of 1 as a percentage */
  as: 'plain' | 'percent'
  /** the settings it stands for */
  sets: (value: number) => string[]
  /** of these, the path whose status and source are shown */
  path: string
}

const handle = (name: string, path: string, [low, value, high]: [number, number, number], step: number, stops: number[], more: Partial<Handle> = {}): Handle =>
  ({ name, path, value, low, high, step, stops, as: 'plain', sets: (v) => [`${path}=${v}`], ...more })
const lost = (path: string): Partial<Handle> => ({ sets: (v) => [`${path}=${-v}`] })
const percent: Partial<Handle> = { as: 'percent' }

export const HANDLES = {
  criticism: handle('criticism', 'rules.criticism.points', [4, 50, 400], 2, [4, 20, 50, 100, 200], lost('rules.criticism.points')),
  jaywalking: handle('jaywalking', 'rules.jaywalking.points', [4, 8, 40], 1, [4, 8, 20, 40], lost('rules.jaywalking.points')),
  bill: handle('bill', 'rules.late_bill.points', [8, 10, 40], 1, [8, 10, 20, 40], lost('rules.late_bill.points')),
  cutoff: handle('cutoff', 'lists.blacklist.below', [50, 524, 720], 2, [400, 524, 600, 650, 700], { sets: (v) => [`lists.blacklist.below=${v}`, `tiers.1.from=${v}`] }),
  sees: handle('sees', 'channels.street_camera.sees.jaywalking', [0.001, 0.02, 0.2], 0.001, [0.001, 0.02, 0.1, 0.2], percent),
  faces: handle('faces', 'channels.street_camera.misattribution.share', [0.01, 0.1, 0.81], 0.01, [0.01, 0.1, 0.4, 0.81], percent),
  reads: handle('reads', 'channels.social_media.sees.criticism', [0.01, 0.05, 0.6], 0.01, [0.01, 0.05, 0.15, 0.3, 0.6], percent),
  home: handle('home', 'rules.criticism.spillover.household', [0.05, 0.5, 1], 0.05, [0.05, 0.25, 0.5, 1], percent),
  close: handle('close', 'rules.criticism.spillover.close', [0.05, 0.5, 1], 0.05, [0.05, 0.25, 0.5, 1], percent),
  company: handle('company', 'association.company.weight', [0.004, 0.03125, 0.25], 0.00025, [0.004, 0.03125, 0.125, 0.25], percent),
  arrest: handle('arrest', 'rules.criticism.list_from', [1, 5, 8], 1, [1, 2, 3, 5, 8]),
  own: handle('own', 'society.fear.own', [0, 3, 8], 0.1, [0, 3, 8]),
  kin: handle('kin', 'society.fear.household', [0, 1.5, 4], 0.1, [0, 1.5, 4]),
  friend: handle('friend', 'society.fear.close', [0, 0.5, 2], 0.05, [0, 0.5, 2]),
  public: handle('public', 'society.fear.publicity', [0, 0.02, 0.2], 0.005, [0, 0.02, 0.1, 0.2]),
  fades: handle('fades', 'society.fear.weekly_decay', [1, 5, 20], 1, [1, 5, 10, 20], { sets: (v) => [`society.fear.weekly_decay=${(100 - v) / 100}`] }),
  lodged: handle('lodged', 'redress', [0.5, 2, 12], 0.5, [0.5, 2, 12]),
  granted: handle('granted', 'redress', [0.05, 0.786, 1], 0.001, [0.1, 0.4, 0.786, 1], percent),
  term: handle('term', 'lists.blacklist.term_days', [7, 90, 730], 1, [7, 30, 90, 180]),
  looked: handle('looked', 'lists.blacklist.review', [0.05, 0.5, 1], 0.05, [0.1, 0.5, 1], percent),
  catches: handle('catches', 'lists.blacklist.review', [0, 0.5, 1], 0.05, [0.1, 0.5, 0.9], percent),
} as const satisfies Record<string, Handle>
export type HandleName = keyof typeof HANDLES
export type Turned = Partial<Record<HandleName, number>>

/** Settings of the handles that are not where they were, in the order of the list above. */
export function settings(turned: Turned): string[] {
  return (Object.keys(HANDLES) as HandleName[]).flatMap((name) => {
    const value = turned[name], known: Handle = HANDLES[name]
    return value === undefined || value === known.value || known.path === 'redress' || known.path.endsWith('.review') || known.path.endsWith('.term_days') ? [] : known.sets(value)
  })
}

/** A world with handles turned; changes of the society alone where nobody is watched. */
export function turned(world: World, values: Turned): World {
  const found = settings(values)
  return other(world, { set: [...world.set, ...(world.regime === 'none' ? found.filter((text) => text.startsWith('society.')) : found)] })
}

/** What mends, as the file of a regime has it. */
export type Mend = 'appeals' | 'expiry' | 'alone' | 'check'
export const MENDS: readonly Mend[] = ['appeals', 'expiry', 'alone', 'check']
export const MEND_HANDLES: Record<Mend, readonly HandleName[]> = { appeals: ['lodged', 'granted'], expiry: ['term'], alone: [], check: ['looked', 'catches'] }

const at = (values: Turned, name: HandleName): number => values[name] ?? HANDLES[name].value

/** The regime with some of it mended. */
export function mended(which: readonly Mend[], values: Turned, world: World = ARTICLE): World {
  const set: string[] = [], off: string[] = []
  for (const mend of MENDS.filter((name) => which.includes(name))) {
    if (mend === 'appeals') set.push(`redress={blacklist: {hazard_per_year: ${at(values, 'lodged')}, wait_days: 30, success_if_wrong: ${at(values, 'granted')}, restores: points}}`, 'lists.blacklist.grace_days=365')
    else if (mend === 'expiry') set.push(`lists.blacklist.term_days=${at(values, 'term')}`)
    else if (mend === 'alone') off.push('A07')
    else set.push(`lists.blacklist.review={share: ${at(values, 'looked')}, catches: ${at(values, 'catches')}}`, 'lists.blacklist.grace_days=365')
  }
  return other(world, { set: [...new Set(set)], off })
}
