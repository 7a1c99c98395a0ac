/** The numbers of the regime as claimed with their status and source, and its claims with what the record says of them; asked for once. */
import { ask, Refused } from '$lib/ask'
import { named } from '$lib/chart/numbers'
import type { Checked, Knob, Problem } from '$lib/protocol'
import { say } from '$lib/messages.svelte'
import { HANDLES, type HandleName } from './handles'
import { labelled } from './tell'
import { regime } from './worlds'

export const STATUSES = ['documented', 'reported', 'claimed', 'disputed', 'assumed', 'unstated'] as const
export const file = $state<{ knobs: Knob[]; checked: Checked | null; problem: Problem | null }>({ knobs: [], checked: null, problem: null })
let under = false

export async function fetchFile(): Promise<void> {
  if (under || file.knobs.length) return
  under = true
  file.problem = null
  try {
    [file.knobs, file.checked] = await Promise.all([ask().post<Knob[]>('/api/knobs', regime), ask().post<Checked>('/api/check', regime)])
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    file.problem = error.problem
  } finally { under = false }
}

const KNOWN: Record<string, string> = { 'channels.financial_records.false_records.per_person_year': 'false', 'scoring.dimensions.score.base': 'start', 'society.kinds.criticism.rate': 'rate',
  'society.dispositions.outspokenness.sd': 'spread', 'society.ties.close.mean': 'ties' }

/** What it is, in the reader's words: those that the story turns by name, the others by their place in the file. */
export function titled(knob: Knob): string {
  const handle = Object.values(HANDLES).find((one) => one.path === knob.path)
  if (handle) return labelled(handle.name as HandleName)
  const known = KNOWN[knob.path]
  return known ? say(`web-story-knob-${known}`) : placed(knob)
}
const placed = (knob: Knob): string => knob.title.split(' · ').map((part) => named(part.replaceAll(' ', '_'))).join(' · ')
/** So many numbers have a status. */
export const stated = (): number => file.knobs.length - count('unstated')
export const count = (status: string): number => file.knobs.filter((knob) => knob.status === status).length
