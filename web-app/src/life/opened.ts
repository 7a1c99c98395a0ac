/** What a mark tells when it is opened: what happened, and beside it what the regime wrote. Names and values; no reason that is not in the data. */
import { say } from '$lib/messages.svelte'
import { named } from '$lib/chart/numbers'
import { joined } from '$lib/words'
import { kept, pointsOf, type Life, type Mark, type Points, type Rec } from './form'
import { choice, gated, on, signed, slug, way, whole, whose } from './words'

/** message of the name, value, and whom the value is about, where that is a person who has a life of their own */
export type Pair = [name: string, value: string, person?: string]
const pair = (name: string, value: string, person?: string): Pair => person ? [say(`web-life-pair-${name}`), value, person] : [say(`web-life-pair-${name}`), value]

/** The truth of a mark. */
export function happened(m: Mark, life: Life): Pair[] {
  if (m.what === 'occasion') return [...acted(m)]
  const act = m.kind ? pair('act', say('web-life-kind-of', { kind: named(m.kind), nature: say(`web-life-nature-${m.nature}`) })) : null
  if (m.what === "record of another's act" || m.what === 'record of nothing') {
    const actor = m.what === 'record of nothing' ? null : m.record!.actor
    return [act!, pair('done-by', m.what === 'record of nothing' ? say('web-life-nobody') : actor ?? say('web-life-somebody'), actor ?? undefined)]
  }
  if (m.what === 'paid for another') return [...(act ? [act] : []), pair('whose', say(`web-life-true-${m.truth ?? 'right'}`, { whose: whose(m.source) }), m.source?.id)]
  return [...stood(m, life)]
}

function* acted(m: Mark): Generator<Pair> {
  yield pair('occasion', say('web-life-kind-of', { kind: named(m.kind!), nature: say(`web-life-nature-${m.nature}`) }))
  yield pair('choice', choice(m))
  if (['went ahead', 'spoke up'].includes(m.answer!) && m.nature !== 'request') yield pair('seen-by', joined((m.could_see ?? []).map(named)) || say('web-life-no-channel'))
  if (m.evaded) yield pair('evaded', named(m.evaded))
  yield pair('standing', say('web-life-standing', { tier: named(m.tier ?? ''), lists: joined((m.lists ?? []).map(named)) || say('web-life-no-list') }))
  yield pair('felt', say('web-life-felt', { fear: m.fear ?? 0, hardship: m.hardship ?? 0 }))
}

function* stood(m: Mark, life: Life): Generator<Pair> {
  if (m.what === 'company') yield pair('ties', say('web-life-ties', { ties: m.ties!, mean: m.mean! }))
  if (m.what === 'fear') { yield pair('sanctioned', whose(m.source), m.source?.role === 'self' ? undefined : m.source?.id); yield pair('fear', say('web-life-rises', { levels: Math.round(m.fear! / 25.6) / 10 })) }
  if (m.what === 'tie cut') yield pair('tie-to', whose(m.source), m.source?.id)
  if (m.what === 'listed') {
    yield pair('rightly', say(m.listing!.wrongful ? 'web-life-rightly-no' : 'web-life-rightly-yes'))
    if (m.listing!.judged?.length) yield pair('judged', joined(m.listing!.judged.map((j) => say(`web-life-judged-${slug(j)}`))))
  }
  const at = scoreAt(life, m.day)
  if (at && (m.what === 'tier' || m.what === 'listed')) yield pair('shadow', say('web-life-shadow', { score: at.shadow }))
}

function scoreAt(life: Life, day: number) {
  return kept(life) ? life.scores.filter((s) => s.day <= day).at(-1) : undefined
}

/** What the regime has of a mark; empty where it has nothing. */
export function written(m: Mark, life: Life): Pair[] {
  const found: Pair[] = []
  if (m.record) found.push(...recorded(m.record))
  if (m.request) found.push(...requested(m))
  const points = pointsOf(m)
  if (points) found.push(...pointed(points))
  if (m.what === 'paid for another') found.push(pair('account', whose(m.source), m.source?.id))
  if (m.what === 'company') found.push(pair('score', say('web-life-then', { before: m.score_before!, after: m.score_after ?? m.score_before! })))
  const at = scoreAt(life, m.day)
  if (at && (m.what === 'tier' || m.what === 'listed')) found.push(pair('score', whole(at.score)))
  if (m.what === 'tier') found.push(pair('tier', say('web-life-tier-before', { tier: named(m.tier!), before: named(m.tier_before!) })))
  if (m.listing) found.push(...listed(m, life))
  if (m.what === 'appeal decided') found.push(pair('appeal', say(m.granted ? 'web-life-granted' : 'web-life-refused')))
  if (m.consequence) found.push(...consequence(m))
  return found
}

function recorded(r: Rec): Pair[] {
  return [pair('recorded', named(r.channel)), pair('as-act', r.on ? say('web-life-on-other', { id: r.on }) : say('web-life-on-self'), r.on), pair('account', say(`web-life-account-${r.truth}`)),
    pair('fate', r.due === undefined ? say(`web-life-fate-${slug(r.fate)}`) : say('web-life-fate-due', { fate: say(`web-life-fate-${slug(r.fate)}`), day: r.due })),
    ...(r.points_without_error === undefined ? [] : [pair('without-error', say('web-life-points', { points: signed(r.points_without_error) }))])]
}

function pointed(p: Points): Pair[] {
  const source = [p.rule.citation, p.rule.article].filter(Boolean).join(', ')
  return [pair('points', p.repetition > 1 ? say('web-life-repeated', { points: signed(p.points), n: p.repetition }) : signed(p.points)),
    pair('rule', source ? say('web-life-rule-of', { rule: named(p.rule.name), article: source }) : named(p.rule.name)), ...(p.lists ? [pair('puts-on', named(p.lists))] : [])]
}

function requested(m: Mark): Pair[] {
  const r = m.request!
  const costs = [...(r.yuan ? [say('web-life-yuan', { n: r.yuan })] : []), ...(r.minutes ? [say('web-life-minutes', { n: r.minutes })] : [])]
  return [pair('request', gated(r)), ...(r.why?.length ? [pair('closed', joined(r.why.map((w) => say(`web-life-closed-${w}`))))] : []), ...(r.wrongly ? [pair('wrongly', say('web-life-wrongly'))] : []),
    ...(r.innocent ? [pair('innocent', say('web-life-innocent'))] : []), ...(costs.length ? [pair('costs', joined(costs))] : [])]
}

function listed(m: Mark, life: Life): Pair[] {
  const entry = m.listing!, cut = life.scale.lists.find(([name]) => name === entry.name)?.[2]
  return [pair('list', named(entry.name)), ...(entry.by ? [pair('entered', entry.by === 'score' && cut != null ? say('web-life-by-cutoff', { cutoff: cut }) : say(`web-life-by-${entry.by}`))] : []),
    ...(entry.until === undefined ? [] : [pair('until', on(life, entry.until))]), ...(entry.way_out ? [pair('way', way(entry.way_out))] : []), ...(entry.days === undefined ? [] : [pair('days', whole(entry.days))])]
}

function consequence(m: Mark): Pair[] {
  const c = m.consequence!
  const also = [...(c.public ? [say('web-life-public')] : []), ...(c.account_removed ? [say('web-life-account-removed')] : [])]
  return [pair('follows', named(c.of)), ...(c.names.length ? [pair('from-now', joined(c.names.map(named)))] : []), ...(c.fine_yuan ? [pair('fine', say('web-life-yuan', { n: c.fine_yuan }))] : []),
    ...(c.detained_days ? [pair('detained', say('web-life-days', { days: c.detained_days }))] : []), ...(also.length ? [pair('also', joined(also))] : [])]
}
