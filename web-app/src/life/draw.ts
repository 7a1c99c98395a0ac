/** Where everything of a life lies in its drawing: time to the right, the score above, marks in lanes below. Nothing here is a word or a colour. */
import { kept, listsOf, pointsOf, quiet, type Life, type Mark } from './form'
import { LANES, SORTS, sortsOf, type Lane, type Sort } from './sorts'

export const NAMES = 118, LEFT = 12, RIGHT = 48, SCORE = 170, HOURS = 62, ROW = 15, APART = 11
const MOST_ROWS = 5

export interface Placed { mark: number; sort: Sort; x: number; y: number; size: number }
export interface Span { name: string; red: boolean; first: number; last: number; row: number }
export interface Strip {
  life: Life; top: number; bottom: number; scoreTop: number; scoreHeight: number
  lanes: { lane: Lane; y: number; height: number }[]
  placed: Placed[]; spans: Span[]; low: number; high: number
  cutoffs: { value: number; name: string; tier: boolean }[]
  score: [number, number][]; shadow: [number, number][]
}

export class Axis {
  constructor(readonly days: number, readonly width: number) {}
  x(day: number): number { return NAMES + LEFT + Math.min(day, this.days) / this.days * (this.width - NAMES - LEFT - RIGHT) }
  /** A mark with a time of day lies at that time; everything else of a day comes of it, and lies at its end. */
  of(mark: Mark): number {
    if (!mark.time) return this.x(mark.day + 1)
    const [hours, minutes] = mark.time.split(':').map(Number)
    return this.x(mark.day + hours! / 24 + minutes! / 1440)
  }
}

/** One life, from a height down. */
export function strip(life: Life, axis: Axis, lanes: Lane[], reach: [number, number], top: number): Strip {
  const spans = spansOf(life), rows = new Set(spans.map((s) => s.row)).size
  const scoreTop = top + 20 * rows + 8, scoreHeight = kept(life) ? SCORE : 22
  const made: Strip = { life, top, bottom: 0, scoreTop, scoreHeight, lanes: [], placed: [], spans, low: reach[0], high: reach[1], cutoffs: cutoffs(life), score: [], shadow: [] }
  let y = scoreTop + scoreHeight + 18
  for (const lane of lanes) {
    const height = lay(made, axis, lane, y)
    made.lanes.push({ lane, y, height })
    y += height + 7
  }
  made.bottom = y
  if (kept(life)) for (const which of ['score', 'shadow'] as const) made[which] = steps(made, axis, which)
  return made
}

function lay(into: Strip, axis: Axis, lane: Lane, top: number): number {
  const { life } = into
  const mine = life.marks.flatMap((mark, n) => sortsOf(mark, life).filter((sort) => SORTS[sort][0] === lane).map((sort) => ({ mark, n, sort, x: axis.of(mark) })))
  const put = (one: (typeof mine)[number], y: number) => into.placed.push({ mark: one.n, sort: one.sort, x: one.x, y, size: sizeOf(one.mark, one.sort) })
  if (lane === 'acts') {
    for (const one of mine) { const [h, m] = (one.mark.time ?? '12:00').split(':').map(Number); put(one, top + 6 + (HOURS - 12) * (h! * 60 + m!) / 1440) }
    return HOURS
  }
  const ends: number[] = []
  for (const one of mine.sort((a, b) => a.x - b.x || a.n - b.n)) {
    let row = ends.findIndex((end) => one.x - end >= APART)
    if (row < 0) row = ends.length < MOST_ROWS ? ends.length : ends.indexOf(Math.min(...ends))
    ends[row] = one.x
    put(one, top + ROW * (row + 0.5))
  }
  return Math.max(1, ends.length) * ROW
}

/** Points enlarge what they come of, but not the act; what changed nothing is small. */
function sizeOf(mark: Mark, sort: Sort): number {
  if (quiet(mark)) return 0.62
  const points = pointsOf(mark)
  if (!points || SORTS[sort][0] === 'acts') return 0.9
  return points.points ? Math.min(1.5, 0.9 + Math.abs(points.points) / 100) : 0.7
}

export const yOf = (s: Pick<Strip, 'scoreTop' | 'scoreHeight' | 'low' | 'high'>, score: number): number => s.scoreTop + s.scoreHeight * (1 - (score - s.low) / (s.high - s.low))

/** Corners of a step line: a score holds from the evening of its day on. */
function steps(of: Strip, axis: Axis, which: 'score' | 'shadow'): [number, number][] {
  const found: [number, number][] = [[axis.x(0), yOf(of, of.life.scores[0]![which])]]
  for (const s of of.life.scores.slice(1)) {
    const x = axis.x(s.day + 1)
    found.push([x, found.at(-1)![1]], [x, yOf(of, s[which])])
  }
  return [...found, [axis.x(axis.days), found.at(-1)![1]]]
}

/** Of every list its stretches, from the morning of a day to that of another; lists in rows in the order in which they begin. */
export function spansOf(life: Life): Span[] {
  const open = new Map<string, number>(), seen = new Set<string>(), found: { name: string; first: number; last: number }[] = []
  for (const m of life.marks) {
    const name = m.listing?.name
    if (name === undefined) continue
    if (m.what === 'listed' && !open.has(name)) open.set(name, m.day + 1)
    if (m.what === 'off a list') { found.push({ name, first: open.get(name) ?? 0, last: m.day + 1 }); open.delete(name); seen.add(name) }
  }
  for (const name of life.ends.lists) found.push({ name, first: open.get(name) ?? (seen.has(name) ? life.days : 0), last: life.days })
  const shown = found.filter((s) => s.last > s.first).sort((a, b) => a.first - b.first), names = [...new Set(shown.map((s) => s.name))], red = listsOf(life, 'red')
  return shown.map((s) => ({ ...s, red: red.includes(s.name), row: names.indexOf(s.name) }))
}

/** Lowest scores of tiers, and cutoffs of lists where no tier begins. */
export function cutoffs(life: Life): Strip['cutoffs'] {
  const tiers = life.scale.tiers.flatMap(([name, value]) => value === null ? [] : [{ value, name, tier: true }])
  return [...tiers, ...life.scale.lists.flatMap(([name, , value]) => value === null || tiers.some((t) => t.value === value) ? [] : [{ value, name, tier: false }])]
}

/** The stretch of the score that is drawn: every score and cutoff of all lives on the same scale, and some room. */
export function reachOf(life: Life, lives: Life[]): [number, number] {
  const { low, high } = life.scale, like = lives.filter((l) => kept(l) && l.scale.low === low && l.scale.high === high)
  const shown = like.flatMap((l) => l.scores.flatMap((s) => [s.score, s.shadow]))
  if (!shown.length) return [low, high]
  shown.push(...like.flatMap((l) => cutoffs(l).map((c) => c.value).filter((v) => v >= low && v <= high)))
  const [least, most] = [Math.min(...shown), Math.max(...shown)], room = Math.max(5, 0.08 * (most - least))
  return [Math.max(low, least - room), Math.min(high, most + room)]
}

/** All lives under one another; `head`: the height of a title above each. */
export function drawn(lives: Life[], width: number, head: number): { axis: Axis; strips: Strip[]; height: number } {
  const axis = new Axis(Math.max(...lives.map((l) => l.days)), width)
  const strips: Strip[] = []
  let y = 26
  for (const life of lives) {
    const used = new Set(life.marks.flatMap((m) => sortsOf(m, life).map((s) => SORTS[s][0] as Lane)))
    const mine = strip(life, axis, LANES.filter((lane) => used.has(lane)), reachOf(life, lives), y + head)
    strips.push(mine)
    y = mine.bottom + 22
  }
  return { axis, strips, height: Math.round(y + 4) }
}

/** First days of months and what of the date stands there: those that leave room. */
export function months(life: Life, axis: Axis): { day: number; date: Date; year: boolean }[] {
  const a_day = (axis.x(axis.days) - axis.x(0)) / axis.days, start = Date.parse(`${life.start}T00:00:00Z`)
  if (axis.days < 70) {
    const step = [1, 2, 7, 14, 28].find((n) => n * a_day >= 52) ?? 28
    return Array.from({ length: Math.ceil(axis.days / step) }, (_, n) => ({ day: n * step, date: new Date(start + 86_400_000 * n * step), year: false }))
  }
  const every = [1, 3, 6, 12].find((n) => n * 30 * a_day >= 46) ?? 12
  return Array.from({ length: axis.days }, (_, day) => ({ day, date: new Date(start + 86_400_000 * day), year: false }))
    .filter(({ date }) => date.getUTCDate() === 1 && date.getUTCMonth() % every === 0).map((m) => ({ ...m, year: m.date.getUTCMonth() === 0 }))
}
