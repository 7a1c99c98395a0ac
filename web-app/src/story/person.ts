/** A life as the story reads it: what stands on a file, what is true of it, and how it ends. */
import type { Life, LifeMark } from '$lib/protocol'

export interface Points { points: number; rule: { name: string; article?: string } }
export interface Mark extends LifeMark {
  kind?: string; nature?: string; answer?: string; source?: { id: string; role?: string }; truth?: string; points?: Points; score_before?: number; score_after?: number
  record?: { channel: string; truth: string; on?: string; actor?: string; fate: string; points?: Points }
  listing?: { name: string; wrongful?: boolean }
}
export interface Ends { score: number; shadow_score: number; tier: string; lists: string[]; wrongly_listed: boolean; days_listed: number; denials: number; chilled: number; points_lost: number; points_lost_to_others: number }
export interface Told extends Life {
  scale: { low: number; high: number; tiers: [string, number | null][]; lists: [string, string, number | null][] }
  scores: { day: number; score: number; shadow: number; why: string }[]
  ends: Ends
  portrait: string
  ending: string
}
export interface Lived { life: Told; without: Told | null; parted: { day: number; why: string } | null }

/** One row of a file: the same act, by the same way, so many times. What is true of it stands apart, and the file does not show it. */
export interface Row { kind: string; from: 'self' | 'household' | 'close friend' | 'acquaintance'; channel: string | null; times: number; points: number; others: number; never: number }
export interface File { rows: Row[]; start: number; company: number; sum: number; cutoff: number; truth: number; unseen: number }

/** The file of a life. Points of gains and losses, grouped; company is whatever friends' scores moved. */
export function fileOf(life: Told): File {
  const rows = new Map<string, Row>()
  let company = 0, unseen = 0
  const counted = new Set((life.marks as Mark[]).flatMap((m) => m.record?.points || m.points ? [m.kind ?? ''] : []))
  for (const m of life.marks as Mark[]) {
    if (m.what === 'company') company += (m.score_after ?? 0) - (m.score_before ?? 0)
    const own = m.record && !m.record.on ? m.record : null
    const points = own?.points ?? m.points
    if (m.what === 'occasion' && m.answer === 'went ahead' && counted.has(m.kind ?? '') && !m.record) unseen += 1
    if (!points || !points.points) continue
    const from = (m.what === 'paid for another' ? m.source?.role ?? 'acquaintance' : 'self') as Row['from']
    const channel = own?.channel ?? null, key = `${m.kind}/${from}/${channel}`
    const row = rows.get(key) ?? { kind: m.kind ?? points.rule.name, from, channel, times: 0, points: 0, others: 0, never: 0 }
    row.times += 1
    row.points += points.points
    const truth = own?.truth ?? (from === 'self' ? m.truth : 'right')
    if (truth === 'misattributed') row.others += 1
    if (truth === 'false') row.never += 1
    rows.set(key, row)
  }
  const cutoff = life.scale.lists.find(([, colour, below]) => colour === 'black' && below !== null)?.[2] ?? 0
  return { rows: [...rows.values()].sort((a, b) => a.points - b.points), start: life.scores[0]?.score ?? 0, company, sum: life.ends.score, cutoff, truth: life.ends.shadow_score, unseen }
}

/** Whether the file, and whether the truth, puts somebody below the cutoff. */
export const machineLists = (file: File): boolean => file.sum < file.cutoff
export const truthLists = (file: File): boolean => file.truth < file.cutoff

/** Times on which a gate stopped what somebody was about to say. */
export const stopped = (life: Told): number => (life.marks as Mark[]).filter((m) => m.answer === 'stopped by a gate').length

/** How often somebody did something of a nature. */
export const acts = (life: Told, nature: string): number => (life.marks as Mark[]).filter((m) => m.nature === nature && m.what === 'occasion' && m.answer === 'went ahead').length
