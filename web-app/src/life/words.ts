/** What happened in a life, in the reader's words: a sentence for each mark. What a mark tells when it is opened: see opened.ts. */
import { language, say } from '$lib/messages.svelte'
import { named } from '$lib/chart/numbers'
import { joined } from '$lib/words'
import { dateOf, type Life, type Mark, type Other, type Points, type Rec, type Request } from './form'

export const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')
/** Points with their sign. */
export const signed = (points: number): string => `${points < 0 ? '−' : points ? '+' : ''}${Math.abs(points).toLocaleString(language())}`
export const whole = (n: number): string => n.toLocaleString(language())

/** A day of the run as a date. */
export function on(life: Life, day: number, style: 'medium' | 'long' = 'medium'): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: style, timeZone: 'UTC' }).format(dateOf(life, day))
}
export const when = (life: Life, mark: Mark): string => mark.time ? say('web-life-at', { date: on(life, mark.day), time: mark.time }) : on(life, mark.day)

/** Somebody, by what they are to the person, with the address. */
export function whose(other: Other | undefined): string {
  if (!other) return say('web-life-somebody')
  if (other.role === 'self') return say('web-life-whose-self')
  return other.role ? say(`web-life-whose-${slug(other.role)}`, { id: other.id }) : other.id
}

/** Points and their rule, with what of the article it holds. */
export function wrote(points: Points): string {
  const rule = points.rule.article ? say('web-life-rule-of', { rule: named(points.rule.name), article: points.rule.article }) : named(points.rule.name)
  if (points.lists && !points.points) return say('web-life-lists-directly', { rule })
  return say(points.lists ? 'web-life-wrote-lists' : 'web-life-wrote', { points: signed(points.points), rule })
}

/** What the person does at an occasion. */
export function choice(mark: Mark): string {
  const answers: Record<string, string> = { 'went ahead': 'ahead', 'did not': 'not', detained: 'detained', 'kept silent': 'silent', 'spoke up': 'spoke', 'stopped by a gate': 'gate' }
  const answer = answers[mark.answer!]!
  return say(mark.nature === 'request' && ['ahead', 'not', 'detained'].includes(answer) ? `web-life-ask-${answer}` : `web-life-choice-${answer}`)
}

export const gated = (request: Request): string => say(`web-life-gate-${slug(request.answer)}`)

/** A mark in one sentence, without its day. */
export function sentence(mark: Mark, life: Life): string {
  const said = parts(mark, life).filter(Boolean).reduce((first, next) => say('web-life-joint', { first, next }))
  return said.charAt(0).toLocaleUpperCase(language()) + said.slice(1)
}

function parts(m: Mark, life: Life): string[] {
  switch (m.what) {
    case 'occasion': return occasion(m)
    case "record of another's act": return [say('web-life-others', { kind: named(m.kind!), actor: m.record!.actor ?? say('web-life-somebody'), channel: named(m.record!.channel) }), ...cost(m.record!)]
    case 'record of nothing': return [say('web-life-nothing', { kind: named(m.kind!), channel: named(m.record!.channel) }), ...cost(m.record!)]
    case 'paid for another': return [say('web-life-paid', { wrote: wrote(m.points!), whose: whose(m.source) })]
    case 'company': return [say('web-life-company', { ties: m.ties!, mean: m.mean!, before: m.score_before!, after: m.score_after ?? m.score_before! })]
    case 'tier': return [say('web-life-tier', { before: named(m.tier_before!), tier: named(m.tier!) })]
    case 'listed': return [say(m.listing!.wrongful ? 'web-life-listed-wrongly' : 'web-life-listed', { list: named(m.listing!.name) }), lasts(m)]
    case 'off a list': return [say('web-life-off', { list: named(m.listing!.name), days: m.listing!.days ?? 0, way: way(m.listing!.way_out) })]
    case 'listing stopped': return [say('web-life-spared', { list: named(m.listing!.name) })]
    case 'appeal lodged': return [say('web-life-lodged', { list: named(m.listing!.name) })]
    case 'appeal decided': return [say(m.granted ? 'web-life-appeal-granted' : 'web-life-appeal-refused', { list: named(m.listing!.name) })]
    case 'consequence': return [say('web-life-consequence', { of: named(m.consequence!.of), names: joined(struck(m)) })]
    case 'fear': return [say('web-life-fear', { levels: Math.round(m.fear! / 25.6) / 10, whose: whose(m.source) })]
    case 'tie cut': return [say('web-life-cut', { whose: whose(m.source), list: named(m.listing?.name ?? '') })]
    default: return [life.sentences?.[life.marks.indexOf(m)] ?? m.what]
  }
}

function occasion(m: Mark): string[] {
  const said = [say('web-life-act', { kind: named(m.kind!), choice: choice(m) })]
  if (m.request) {
    const why = joined((m.request.why ?? []).map((w) => say(`web-life-closed-${w}`)))
    said.push(!why ? gated(m.request) : say(m.request.answer === 'refused' ? 'web-life-barred-too' : 'web-life-because', { gate: gated(m.request), why }))
  }
  if (m.record) said.push(m.record.on ? say('web-life-recorded-on', { channel: named(m.record.channel), on: m.record.on }) : say('web-life-recorded', { channel: named(m.record.channel) }), ...cost(m.record))
  else if (m.could_see?.length) said.push(say('web-life-unseen'))
  return said
}

function cost(record: Rec): string[] {
  return [record.fate === 'kept' ? '' : say(`web-life-fate-${slug(record.fate)}`), record.points ? wrote(record.points) : record.fate === 'kept' && !record.on ? say('web-life-uncounted') : '']
}

function struck(m: Mark): string[] {
  const c = m.consequence!
  return [...(c.names.length ? c.names.map(named) : [say('web-life-a-sanction')]), ...(c.fine_yuan ? [say('web-life-fine', { yuan: c.fine_yuan })] : []), ...(c.detained_days ? [say('web-life-detention', { days: c.detained_days })] : [])]
}

export const way = (out: string | undefined): string => out ? say(`web-life-way-${slug(out)}`) : say('web-chart-none')

function lasts(m: Mark): string {
  const until = m.listing!.until
  return until === undefined ? '' : until > m.day ? say('web-life-lasts', { days: until - m.day }) : say('web-life-lasts-none')
}

/** Who it is, how it went, in the sentences of the report. */
export function portrait(life: Life): string {
  const p = life.person
  return say('life-who', { age: p.age, sex: named(p.sex), occupation: named(p.occupation), place: named(p.urban), region: named(p.region), others: p.household.length, friends: p.close_friends.length })
}

export function course(life: Life, hasScore: boolean): string[] {
  const { ends, scores, days } = life
  return [...(hasScore ? [say('life-score', { first: scores[0]!.score, last: ends.score, shadow: ends.shadow_score })] : []), ...(ends.points_lost_to_others ? [say('life-others', { points: ends.points_lost_to_others })] : []),
    ends.days_listed ? say(ends.wrongly_listed ? 'life-listed-wrongly' : 'life-listed', { days: ends.days_listed, of: days }) : say('life-listed-none'),
    ...(ends.denials ? [say('life-denials', { n: ends.denials })] : []), ...(ends.chilled ? [say('life-chilled', { n: ends.chilled })] : [])]
}

/** A life as plain text, as it is saved. */
export function asText(life: Life, lines: [Mark, string][]): string {
  return [`${life.person.id} · ${life.regime.title}`, portrait(life), '', ...lines.map(([mark, said]) => `${when(life, mark)}  ${said}`), '', ...course(life, life.scores.length > 1), '', say('web-synthetic'), ''].join('\n')
}
