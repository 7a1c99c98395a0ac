/** A life as `life/1` has it (src/ostrakon/lives/form.py says what each key means); optional keys are absent where they say nothing. */
import type { Life as Told, LifeMark } from '$lib/protocol'

export interface Other { id: string; role?: 'self' | 'household' | 'close friend' | 'acquaintance' }
export interface Points { day: number; points: number; repetition: number; rule: { name: string; article?: string; citation?: string }; lists?: string }
export interface Rec { channel: string; truth: 'right' | 'misattributed' | 'false'; on?: string; actor?: string; fate: string; due?: number; points?: Points; points_without_error?: number }
export interface Request { answer: string; why?: string[]; wrongly?: boolean; innocent?: boolean; yuan?: number; minutes?: number }
export interface Listing { name: string; by?: 'rule' | 'score'; until?: number; wrongful?: boolean; judged?: string[]; way_out?: string; days?: number }
export interface Consequence { of: string; names: string[]; fine_yuan?: number; detained_days?: number; sanction?: boolean; public?: boolean; account_removed?: boolean }
export interface Mark extends LifeMark {
  day: number; time?: string; what: string; kind?: string; nature?: string; answer?: string; tier?: string; tier_before?: string; lists?: string[]; fear?: number; hardship?: number
  evaded?: string; could_see?: string[]; request?: Request; record?: Rec; source?: Other; truth?: Rec['truth']; points?: Points; listing?: Listing; granted?: boolean
  consequence?: Consequence; score_before?: number; score_after?: number; mean?: number; ties?: number
}
export interface Score { day: number; score: number; shadow: number; no_error: number; no_association: number; why: string }
export interface Life extends Told {
  regime: { id: string; title: string; changes?: string[] }; society: string; seed: number; people: number; days: number; start: string
  scale: { low: number; high: number; tiers: [string, number | null][]; lists: [string, 'black' | 'red', number | null][] }
  person: { id: string; region: string; urban: string; age: number; sex: string; minority: string; education: string; occupation: string; enrolled: boolean; aware: boolean
    household: Other[]; close_friends: Other[]; acquaintances: number; [key: string]: unknown }
  scores: Score[]; marks: Mark[]
  ends: { score: number; shadow_score: number; tier: string; lists: string[]; wrongly_listed: boolean; days_listed: number; denials: number; chilled: number; points_lost: number; points_lost_to_others: number }
}

/** Whether there is a score: not without a regime, nor of somebody whom it does not cover and has not covered. */
export const kept = (life: Life): boolean => life.scale.high > life.scale.low && life.scores.length > 0 && (life.person.enrolled || life.scores.length > 1)

/** Whether a mark changes nothing for anybody: an act that nobody recorded, a request granted or refused as ever, company. */
export function quiet(mark: Mark): boolean {
  if (mark.what !== 'occasion' || mark.record || !['went ahead', 'did not'].includes(mark.answer ?? '')) return mark.what === 'company'
  return !mark.request || (['refused', 'granted'].includes(mark.request.answer) && !mark.request.why?.length)
}

/** The mark that stands for a day: the first on it or after it that changed something, or the last of all; null where there is none. */
export function opened(marks: readonly Mark[], day: number): { life: number; mark: number } | null {
  const loud = marks.flatMap((m, n) => quiet(m) ? [] : [n])
  const mark = loud.find((n) => marks[n]!.day >= day) ?? loud.at(-1)
  return mark === undefined ? null : { life: 0, mark }
}

export const pointsOf = (mark: Mark): Points | undefined => mark.points ?? mark.record?.points
export const listsOf = (life: Life, colour: 'black' | 'red'): string[] => life.scale.lists.filter((l) => l[1] === colour).map((l) => l[0])
export const dateOf = (life: Life, day: number): Date => new Date(Date.parse(`${life.start}T00:00:00Z`) + 86_400_000 * day)
