/** What each chapter asks for: its worlds, outcomes and series. Chapters ask through these, and so does the list of what a static site must hold. */
import type { AskLive, World } from '../lib/protocol'
import { ARTICLE, other, without } from '../lib/world'
import { mended, MENDS, turned, type HandleName, type Mend, type Turned } from './handles'

export const NAMES = ['clerk', 'machine', 'lives', 'friends', 'silence', 'abolish', 'mend', 'known'] as const
export type Name = typeof NAMES[number]
export type Asked = Omit<AskLive, 'do' | 'id' | 'slot' | 'coarse'>

export const CLAIMED = ARTICLE
export const NOBODY = without(ARTICLE)

/** Beside each other: the regime as claimed, from which differences are taken; the reader's; and nobody watched, which is always there. */
export const [IS_CLAIMED, IS_YOURS, IS_NOBODY] = [0, 1, 2] as const
const three = (mine: World, nobody = NOBODY): World[] => [CLAIMED, mine, nobody]
const asked = (worlds: World[], outcomes: string[], weekly: string[]): Asked => ({ worlds, outcomes, weekly, by: [] })

export const machine = (values: Turned): Asked => asked(three(turned(CLAIMED, values)),
  ['listed', 'wrongly_listed', 'wrongful_share', 'listed_by_error', 'listed_by_association', 'listed_for_expression', 'records', 'false_discovery_rate', 'recall'], ['wrongly_listed'])
export const MACHINE: readonly HandleName[] = ['criticism', 'jaywalking', 'bill', 'cutoff', 'sees', 'faces', 'reads']

/** Without association (A07) there is no company whose weight could be set. */
const alone = ({ company: _, ...values }: Turned): World => other(turned(CLAIMED, values), { off: ['A07'] })
export const friends = (values: Turned): Asked => asked([...three(turned(CLAIMED, values)), alone(values)],
  ['harmed_by_association', 'points_to_association', 'wrongly_listed', 'listed', 'sanctioned', 'bystanders_per_sanctioned', 'listed_by_association'], ['wrongly_listed'])
export const FRIENDS: readonly HandleName[] = ['home', 'close', 'company', 'criticism', 'reads']

export const silence = (values: Turned): Asked => asked(three(turned(CLAIMED, values), turned(NOBODY, values)),
  ['chilled', 'ever_chilled', 'silent_untouched', 'silent_touched', 'silenced', 'conduct.expression', 'sanctioned'], ['chilled'])
export const SILENCE: readonly HandleName[] = ['arrest', 'own', 'kin', 'friend', 'public']

/** A year and a half, of which the regime has the first 52 weeks. */
export const END = 364
export const AFTER = 546
const long = (world: World, ends: number | null): World => other(world, { days: AFTER, ends })
export const abolish = (values: Turned): Asked => {
  const mine = turned(CLAIMED, values)
  return asked([long(mine, null), long(mine, END), long(turned(NOBODY, values), null)], ['denials', 'ever_denied', 'ever_chilled'],
    ['listed', 'denied', 'silenced', 'chilled', 'mean_fear'])
}
export const ABOLISH: readonly HandleName[] = ['fades', 'arrest', 'cutoff']

export const mend = (which: readonly Mend[], values: Turned): Asked => asked(three(mended(which, values)),
  ['wrongly_listed', 'still_wrongly_listed', 'listed', 'listed_at_end', 'denied_wrongly', 'harmed_by_association', 'ever_chilled'], ['wrongly_listed'])

/** Assumptions that matter most in the story's numbers; any other number of the file can be turned too, where somebody computes. */
export const ASSUMED: readonly string[] = ['channels.social_media.sees.criticism', 'rules.criticism.points', 'rules.criticism.list_from', 'rules.criticism.spillover.close',
  'rules.criticism.spillover.household', 'lists.blacklist.below', 'association.company.weight', 'channels.street_camera.sees.jaywalking', 'channels.street_camera.misattribution.share',
  'channels.financial_records.false_records.per_person_year', 'rules.late_bill.points', 'scoring.dimensions.score.base', 'society.kinds.criticism.rate', 'society.dispositions.outspokenness.sd',
  'society.ties.close.mean', 'society.fear.publicity']
/** One setting of chapter 8: what is known by its path. */
export const known = (set: readonly string[]): Asked => {
  const people = set.filter((text) => text.startsWith('society.'))
  return asked(three(other(CLAIMED, { set: [...set] }), other(NOBODY, { set: people })), ['wrongly_listed', 'listed', 'harmed_by_association', 'ever_chilled'], [])
}
/** A knob of chapter 8 as a setting. The cutoff of the list is that of the tier. */
export const knob = (path: string, value: number): string[] => path === 'lists.blacklist.below' ? [`${path}=${value}`, `tiers.1.from=${value}`] : [`${path}=${value}`]

/** Chapter 1: ten people are the first whom these questions find: on both sides of the list's cutoff, by the file and by the truth. */
export const FILES: readonly { where: string; take: number }[] = [
  { where: 'score < 524 and shadow_score >= 524 and points_lost < 60', take: 2 },
  { where: 'score >= 524 and 60 <= points_lost < 140 and points_lost_to_others < 30', take: 2 },
  { where: 'score < 524 and shadow_score < 524', take: 2 },
  { where: 'score < 524 and shadow_score >= 524 and points_lost >= 100', take: 2 },
  { where: 'score >= 524 and points_lost_to_others >= 100', take: 2 },
]
export const find = (where: string, limit: number): { world: World; where: string; limit: number } => ({ world: CLAIMED, where, limit })
export const person = (id: string): { world: World; person: string } => ({ world: CLAIMED, person: id })
export const ROLES = ['model-customer', 'blacklisted-journalist'] as const
export const role = (name: string): { world: World; role: string } => ({ world: CLAIMED, role: name })
export const regime = { regime: CLAIMED.regime, with: [], set: [], off: [], society: CLAIMED.society }
export { MENDS, type Mend }
