import { describe, expect, it } from 'vitest'
import { acts, fileOf, machineLists, stopped, truthLists, type Told } from './person'

const points = (n: number, name: string) => ({ day: 1, points: n, repetition: 1, rule: { name } })
const life = {
  person: { id: 'Beijing/0/1' }, days: 365,
  scale: { low: 0, high: 800, tiers: [['bad', null], ['ordinary', 524]], lists: [['blacklist', 'black', 524], ['house_arrest', 'black', null]] },
  scores: [{ day: 0, score: 730, shadow: 730, why: 'start' }],
  marks: [
    { day: 1, what: 'occasion', kind: 'jaywalking', nature: 'unlawful', answer: 'went ahead', record: { channel: 'street_camera', truth: 'right', fate: 'kept', points: points(-8, 'jaywalking') } },
    { day: 2, what: 'occasion', kind: 'jaywalking', nature: 'unlawful', answer: 'went ahead', record: { channel: 'street_camera', truth: 'misattributed', on: 'Beijing/0/9', fate: 'kept', points: points(-8, 'jaywalking') } },
    { day: 3, what: 'occasion', kind: 'jaywalking', nature: 'unlawful', answer: 'went ahead' },
    { day: 4, what: "record of another's act", kind: 'jaywalking', record: { channel: 'street_camera', truth: 'misattributed', actor: 'Beijing/0/7', fate: 'kept', points: points(-8, 'jaywalking') } },
    { day: 5, what: 'record of nothing', kind: 'jaywalking', record: { channel: 'street_camera', truth: 'false', fate: 'kept', points: points(-8, 'jaywalking') } },
    { day: 6, what: 'paid for another', kind: 'criticism', truth: 'right', source: { id: 'Beijing/0/2', role: 'close friend' }, points: points(-200, 'criticism') },
    { day: 7, what: 'company', score_before: 520, score_after: 515 },
    { day: 8, what: 'occasion', kind: 'criticism', nature: 'expression', answer: 'stopped by a gate' },
    { day: 9, what: 'occasion', kind: 'volunteering', nature: 'prosocial', answer: 'went ahead', record: { channel: 'government_records', truth: 'right', fate: 'kept', points: points(5, 'volunteering') } },
  ],
  ends: { score: 510, shadow_score: 719, tier: 'bad', lists: ['blacklist'], wrongly_listed: true, days_listed: 9, denials: 0, chilled: 0, points_lost: 24, points_lost_to_others: 200 },
} as unknown as Told

describe('a file', () => {
  const file = fileOf(life)
  it('has what fell on the person, not what fell on others, and what others did as theirs', () => {
    expect(file.rows.map((row) => [row.kind, row.from, row.times, row.points])).toEqual([['criticism', 'close friend', 1, -200], ['jaywalking', 'self', 3, -24], ['volunteering', 'self', 1, 5]])
    expect([file.start, file.company, file.sum, file.cutoff, file.unseen]).toEqual([730, -5, 510, 524, 1])
  })
  it('adds up to less than is known of it: what is wrong stands in the truth alone', () => {
    expect(file.rows[1]).toMatchObject({ others: 1, never: 1 })
    expect([machineLists(file), truthLists(file), stopped(life), acts(life, 'unlawful')]).toEqual([true, false, 1, 3])
  })
})
