/** The worlds of the bench as they are being worked on, and how they become worlds that can be lived. Nothing here asks or draws. */
import type { World } from '$lib/protocol'
import { ARTICLE } from '$lib/world'

/** entry: one of the catalogue as it is; diff: what changes in one; whole: a regime of one's own. */
export type Mode = 'entry' | 'diff' | 'whole'

export interface Side {
  key: number
  base: string
  mode: Mode
  /** what has been written; both are kept when the mode changes, so that nothing typed is lost */
  diff: string
  whole: string
  with: string[]
  set: string[]
  off: string[]
  ends: number | null
}
export interface Shared { society: string; people: number; days: number; seed: number; set: string[] }
export interface Shown { outcomes: string[]; weekly: string[]; by: string[] }
/** All of what somebody made on the bench. */
export interface Made { sides: Side[]; shared: Shared; shown: Shown; active: number }

export const LETTERS = ['A', 'B', 'C', 'D']
export const FIRST: Made = {
  sides: [fresh(1, 'none'), fresh(2, ARTICLE.regime)],
  shared: { society: ARTICLE.society, people: ARTICLE.people, days: ARTICLE.days, seed: ARTICLE.seed, set: [] },
  shown: { outcomes: ['wrongly_listed', 'listed_no_breach', 'denied_wrongly', 'harmed_by_association', 'still_wrongly_listed', 'chilled', 'silent_untouched'],
    weekly: ['listed', 'silenced', 'mean_fear'], by: [] },
  active: 1,
}

export function fresh(key: number, base: string): Side {
  return { key, base, mode: 'entry', diff: '', whole: '', with: [], set: [], off: [], ends: null }
}

export const textOf = (side: Side): string => side.mode === 'entry' ? side.base : side.mode === 'diff' ? side.diff : side.whole

/** Whether anything is changed in an entry of the catalogue. */
export const changed = (side: Side): boolean => side.mode !== 'entry' || side.set.length + side.off.length + side.with.length > 0 || side.ends !== null

export function worldOf(side: Side, shared: Shared): World {
  return { regime: textOf(side), with: side.with, set: [...side.set, ...shared.set], off: side.off, society: shared.society, people: shared.people, days: shared.days,
    seed: shared.seed, ends: side.ends }
}

/** Of a change "path=value", both. */
export function parted(change: string): [string, string] {
  const at = change.indexOf('=')
  return at < 0 ? [change, ''] : [change.slice(0, at), change.slice(at + 1)]
}

/** Changes with one of them made, or undone with null. */
export function turned(set: string[], path: string, value: number | string | null): string[] {
  const made = value === null ? [] : [`${path}=${value}`], at = set.findIndex((one) => parted(one)[0] === path)
  return at < 0 ? [...set, ...made] : [...set.slice(0, at), ...made, ...set.slice(at + 1)]
}

export const OF_SOCIETY = 'society.'

/** The bench that shows these worlds. The first of a diff's text or of the catalogue says in which mode each is. */
export function madeOf(worlds: World[], shown: Shown, active: number): Made {
  const first = worlds[0]!
  const common = first.set.filter((one) => one.startsWith(OF_SOCIETY) && worlds.every((w) => w.set.includes(one)))
  return {
    sides: worlds.map((w, n) => {
      const mode: Mode = !w.regime.includes('\n') ? 'entry' : isDiff(w.regime) ? 'diff' : 'whole'
      return { ...fresh(n + 1, mode === 'entry' ? w.regime : (mode === 'diff' && extended(w.regime)) || 'article-2018'), mode, ...(mode === 'entry' ? {} : { [mode]: w.regime }),
        with: w.with, set: w.set.filter((one) => !common.includes(one)), off: w.off, ends: w.ends }
    }),
    shared: { society: first.society, people: first.people, days: first.days, seed: first.seed, set: common }, shown, active: Math.min(active, worlds.length - 1),
  }
}

export const isDiff = (text: string): boolean => /^ostrakon:\s*["']?diff\//m.test(text)
/** What a diff is written over. */
export const extended = (text: string): string | null => /^extends:\s*["']?([\w-]+)/m.exec(text)?.[1] ?? null

/** A diff to begin with, over an entry. */
export function begun(base: string, title: string, set: string[]): string {
  const lines = set.filter((one) => !one.startsWith(OF_SOCIETY)).map(parted).map(([path, value]) => `  ${path}: ${value}`)
  return `ostrakon: diff/1\nid: my-change\ntitle: ${JSON.stringify(title)}\nextends: ${base}\n\n${lines.length ? `set:\n${lines.join('\n')}\n` : 'set: {}\n'}`
}

/** Whether something that was kept is a bench. What is not is not used. */
export function isMade(x: unknown): x is Made {
  const o = x as Made | null
  const texts = (l: unknown): boolean => Array.isArray(l) && l.every((one) => typeof one === 'string')
  return typeof o === 'object' && o !== null && Array.isArray(o.sides) && o.sides.length >= 1 && o.sides.length <= LETTERS.length && Number.isInteger(o.active)
    && o.sides.every((s) => typeof s === 'object' && s !== null && typeof s.key === 'number' && ['entry', 'diff', 'whole'].includes(s.mode) && [s.base, s.diff, s.whole].every((t) => typeof t === 'string')
      && texts(s.with) && texts(s.set) && texts(s.off) && (s.ends === null || Number.isInteger(s.ends)))
    && typeof o.shared === 'object' && o.shared !== null && typeof o.shared.society === 'string' && [o.shared.people, o.shared.days, o.shared.seed].every(Number.isInteger) && texts(o.shared.set)
    && typeof o.shown === 'object' && o.shown !== null && texts(o.shown.outcomes) && texts(o.shown.weekly) && texts(o.shown.by)
}
