/** What outcomes, series, cuts and worlds are called, in the reader's language. */
import { named, titled } from '$lib/chart/numbers'
import { said, say } from '$lib/messages.svelte'
import type { Hello, Outcome } from '$lib/protocol'
import { changed, isDiff, LETTERS, type Side } from './sides'

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')

/** The title of an outcome; "... of those listed" stands under another in tables, here it stands alone. */
export function titleOf(outcome: Outcome): string {
  const own = `web-bench-measure-${slug(outcome.name)}`, name = `measure-${slug(outcome.name)}-title`
  if (said(own)) return say(own)
  if (said(name)) return say(name)
  const title = outcome.title.replace(/^\.\.\.\s*/, '')
  return title.charAt(0).toUpperCase() + title.slice(1)
}

/** What is counted, among whom. */
export function estimandOf(outcome: Outcome): string {
  const name = `measure-${slug(outcome.name)}-estimand`
  return said(name) ? say(name) : outcome.estimand
}

export const weeklyTitle = (name: string): string => { const message = `web-bench-weekly-${slug(name)}`; return said(message) ? say(message) : name.replaceAll('_', ' ') }
export const cutTitle = (cut: string): string => cut.split('+').map((one) => named(one)).join(' × ')
export const levelTitle = (level: string): string => level.split(', ').map((one) => named(one)).join(', ')

/** The title of the regime of a side. checked: what the check says that its text calls itself. */
export function regimeTitle(side: Side, hello: Hello | null, checked = ''): string {
  if (side.mode === 'entry') return titled([...hello?.regimes ?? [], ...hello?.diffs ?? []].find((r) => r.id === side.base)?.title ?? side.base)
  return titled(checked || /^title:\s*["']?(.*?)["']?\s*$/m.exec(isDiff(side.diff) || side.mode === 'diff' ? side.diff : side.whole)?.[1] || say('web-bench-own'))
}

/** What a world is called in sentences, tables and charts: its letter tells two of the same title apart. */
export function worldName(n: number, side: Side, hello: Hello | null, checked = ''): string {
  const title = regimeTitle(side, hello, checked)
  return say(changed(side) && side.mode === 'entry' ? 'web-bench-name-changed' : 'web-bench-name', { letter: LETTERS[n]!, title })
}
