import { beforeEach, describe, expect, it } from 'vitest'
import { speak, type Language } from '$lib/messages.svelte'
import { Axis, drawn, months, spansOf } from './draw'
import { kept, quiet, type Life, type Mark } from './form'
import { happened, written } from './opened'
import { LANES, SORTS, sortsOf } from './sorts'
import { asText, course, portrait, sentence, when } from './words'

const record = { channel: 'street_camera', truth: 'right', fate: 'kept' } as const
const points = { day: 3, points: -25, repetition: 2, rule: { name: 'jaywalking', article: 'A07', citation: 'article' } }
const listing = { name: 'blacklist' }
const OCCASION = { what: 'occasion', time: '06:18', kind: 'criticism', nature: 'expression', tier: 'ordinary', fear: 2, hardship: 1, could_see: ['social_media'] }
const REQUEST = { ...OCCASION, kind: 'fly', nature: 'request', could_see: [] }
const FATES = ['kept', 'dropped by review', 'not covered', 'waits for review']
const WAYS = ['term over', 'duty performed', 'score recovered', 'appeal granted', 'list closed']
const JUDGED = ['by error', 'by association', 'no unlawful or contractual act', 'for lawful conduct or expression', 'for expression alone', 'no points by own records']
const own = { id: 'Henan/0/7', role: 'self' } as const
/** Every form that a mark can have: each value of each key of life/1. */
const MARKS: Mark[] = [
  ...['went ahead', 'did not', 'detained', 'kept silent', 'spoke up', 'stopped by a gate'].map((answer) => ({ day: 1, ...OCCASION, answer })),
  ...['went ahead', 'did not', 'detained'].map((answer) => ({ day: 2, ...REQUEST, answer, request: { answer: 'granted' } })),
  ...['refused', 'granted', 'granted by privilege', 'denied'].flatMap((answer) => [[], ['standing', 'confinement', 'family']].map((why) =>
    ({ day: 3, ...REQUEST, answer: 'went ahead', request: { answer, why, wrongly: true, innocent: true, yuan: 120, minutes: 40 } }))),
  ...(['right', 'misattributed', 'false'] as const).flatMap((truth) => FATES.map((fate) => ({ day: 4, ...OCCASION, nature: 'unlawful', answer: 'went ahead', evaded: 'social_media', lists: ['blacklist'], record: { ...record, truth, fate, due: 9, on: truth === 'right' ? undefined : 'Tibet/0/1', points, points_without_error: -3 } }))),
  { day: 4, ...OCCASION, answer: 'went ahead', record },
  { day: 5, what: "record of another's act", kind: 'jaywalking', nature: 'unlawful', record: { ...record, truth: 'misattributed', actor: 'Tibet/0/1', points } },
  { day: 5, what: 'record of nothing', kind: 'jaywalking', nature: 'prosocial', record: { ...record, truth: 'false', points: { ...points, points: 0, lists: 'blacklist' } } },
  ...(['right', 'misattributed', 'false'] as const).map((truth) => ({ day: 6, what: 'paid for another', kind: 'jaywalking', nature: 'contractual', truth, source: { id: 'Henan/0/8', role: 'household' } as const, points: { ...points, lists: 'blacklist' } })),
  { day: 31, what: 'company', ties: 5, mean: 640, score_before: 700, score_after: 690 },
  { day: 32, what: 'tier', tier: 'bad', tier_before: 'ordinary' }, { day: 33, what: 'tier', tier: 'ordinary', tier_before: 'bad' },
  { day: 34, what: 'listed', listing: { ...listing, by: 'score', until: 60, wrongful: true, judged: JUDGED } }, { day: 34, what: 'listed', listing: { name: 'redlist', by: 'rule', until: 34 } },
  ...WAYS.map((way_out) => ({ day: 40, what: 'off a list', listing: { ...listing, way_out, days: 6 } })),
  { day: 41, what: 'listing stopped', listing }, { day: 42, what: 'appeal lodged', listing }, { day: 43, what: 'appeal decided', listing, granted: true }, { day: 44, what: 'appeal decided', listing, granted: false },
  { day: 45, what: 'consequence', consequence: { of: 'blacklist', names: ['no_travel'], fine_yuan: 1000, detained_days: 3, sanction: true, public: true, account_removed: true } }, { day: 45, what: 'consequence', consequence: { of: 'blacklist', names: [] } },
  ...(['self', 'household', 'close friend', 'acquaintance'] as const).map((role) => ({ day: 46, what: 'fear', fear: 640, source: { id: 'Henan/0/9', role } })),
  { day: 47, what: 'tie cut', source: { id: 'Henan/0/9', role: 'acquaintance' }, listing }]
const LIFE = {
  ostrakon: 'life/1', regime: { id: 'article-2018', title: 'Social credit as a press article of 2018 describes it' }, society: 'china-2020', seed: 1, people: 100000, days: 91, start: '2020-01-01', portrait: '', ending: '', sentences: [], quiet: [],
  scale: { low: 0, high: 800, tiers: [['bad', null], ['ordinary', 524], ['top', 770]], lists: [['blacklist', 'black', 524], ['redlist', 'red', null]] },
  person: { id: 'Henan/0/7', region: 'Henan', urban: 'rural', age: 30, sex: 'male', minority: 'han', education: 'primary', occupation: 'journalist', enrolled: true, aware: true, household: [own], close_friends: [], acquaintances: 3 },
  scores: [{ day: 0, score: 730, no_error: 730, no_association: 730, shadow: 730, why: 'start' }, { day: 20, score: 500, no_error: 505, no_association: 730, shadow: 600, why: 'settlement' }],
  marks: MARKS, ends: { score: 500, shadow_score: 600, tier: 'bad', lists: ['blacklist'], wrongly_listed: true, days_listed: 12, denials: 2, chilled: 1, points_lost: 30, points_lost_to_others: 20 },
} as unknown as Life

beforeEach(() => speak('en'))

describe('the words of a life', () => {
  it.each(['en', 'zh'] as Language[])('are there for every form of a mark, in %s', async (language) => {
    await speak(language)
    const said = MARKS.flatMap((m) => [sentence(m, LIFE), when(LIFE, m), ...happened(m, LIFE).flat(), ...written(m, LIFE).flat()])
    for (const text of [...said, portrait(LIFE), ...course(LIFE, true)]) {
      expect(text).toBeTypeOf('string')
      expect(text).not.toMatch(/\[web-|\[life-|undefined|NaN|\{|\}/)
    }
    const latin = said.filter((text) => language === 'zh' && /[a-z]{3,}/.test((text ?? '').replace(/Henan|Tibet|article|redlist/g, '')))
    expect(latin).toEqual([])
    await speak('en')
  })
  it('say in a sentence what happened, what was recorded and what it cost', () => {
    const of = (mark: Partial<Mark>) => sentence({ day: 0, what: 'occasion', ...mark }, LIFE)
    expect(of({ ...OCCASION, answer: 'went ahead' })).toBe('Criticism: goes ahead; nobody records it')
    expect(of({ ...REQUEST, answer: 'went ahead', request: { answer: 'denied', why: ['family'] } })).toBe('Fly: asks; denied because of a list that somebody at home is on')
    expect(of({ ...OCCASION, answer: 'went ahead', record: { ...record, points } })).toBe('Criticism: goes ahead; recorded by street camera; −25 points by rule jaywalking (A07)')
    expect(of({ what: 'listed', listing: { ...listing, wrongful: true, until: 30 } })).toBe('Put on “blacklist”, wrongly; for 30 days')
  })
  it('put truth beside record', () => {
    const mark = { day: 4, ...OCCASION, what: "record of another's act", record: { ...record, truth: 'misattributed' as const, actor: 'Tibet/0/1', points } }
    expect(happened(mark, LIFE)).toEqual([['Act', 'criticism (expression)'], ['Done by', 'Tibet/0/1', 'Tibet/0/1']])
    expect(Object.fromEntries(written(mark, LIFE).map(([name, value]) => [name, value]))).toEqual({ 'Recorded by': 'street camera', 'As an act of': 'this person', 'On account of': 'an error: the wrong person', Fate: 'kept',
      Points: '−25, record 2 of its window', Rule: 'jaywalking (article, A07)' })
    expect(written({ day: 1, ...OCCASION, answer: 'went ahead' }, LIFE)).toEqual([])
  })
  it('are saved as text', () => expect(asText(LIFE, MARKS.map((m) => [m, sentence(m, LIFE)])).split('\n').length).toBe(MARKS.length + course(LIFE, true).length + 7))
})

describe('the drawing of a life', () => {
  it('has a place for every mark, in its lane, not on another', () => {
    const { strips, axis } = drawn([LIFE, { ...LIFE, marks: MARKS.slice(0, 6) }], 900, 26)
    expect(new Set(strips[0]!.placed.map((p) => p.mark)).size).toBe(MARKS.length)
    for (const strip of strips) for (const p of strip.placed) {
      const lane = strip.lanes.find((l) => l.lane === SORTS[p.sort][0])!
      expect(p.y).toBeGreaterThanOrEqual(lane.y)
      expect(p.y).toBeLessThanOrEqual(lane.y + lane.height)
      expect(p.x).toBeGreaterThanOrEqual(axis.x(0))
      expect(p.x).toBeLessThanOrEqual(axis.x(axis.days))
    }
    expect(strips[1]!.top).toBeGreaterThan(strips[0]!.bottom)
    expect(strips[1]!.lanes.map((l) => l.lane)).toEqual(['acts'])
    expect(new Set(MARKS.flatMap((m) => sortsOf(m, LIFE))).size).toBe(Object.keys(SORTS).length)
    expect(new Set(Object.values(SORTS).map(([lane]) => lane))).toEqual(new Set(LANES))
  })
  it('shows days on a list from the morning after', () => {
    expect(spansOf({ ...LIFE, marks: [{ day: 9, what: 'listed', listing }, { day: 19, what: 'off a list', listing }] as Mark[], ends: { ...LIFE.ends, lists: [] } })).toEqual([{ name: 'blacklist', first: 10, last: 20, red: false, row: 0 }])
    expect(spansOf({ ...LIFE, marks: [] })).toEqual([{ name: 'blacklist', first: 0, last: 91, red: false, row: 0 }])
  })
  it('writes months where there is room', () => {
    expect(months(LIFE, new Axis(91, 900)).map((m) => m.day)).toEqual([0, 31, 60])
    expect(months(LIFE, new Axis(3650, 900)).every((m) => m.date.getUTCDate() === 1 && m.year)).toBe(true)
  })
  it('knows what changes nothing, and where no score is kept', () => {
    expect(quiet({ day: 1, ...OCCASION, answer: 'went ahead' })).toBe(true)
    expect(quiet({ day: 1, ...OCCASION, answer: 'kept silent' })).toBe(false)
    expect(quiet({ day: 1, ...REQUEST, answer: 'went ahead', request: { answer: 'granted', why: ['standing'] } })).toBe(false)
    expect(kept(LIFE)).toBe(true)
    expect(kept({ ...LIFE, scale: { ...LIFE.scale, high: 0 } })).toBe(false)
  })
})
