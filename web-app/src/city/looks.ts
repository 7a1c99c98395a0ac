/** What a dot can be coloured by, and how everybody of a week falls into its classes. The legend counts what is drawn. */
import { say } from '$lib/messages.svelte'
import { number, named } from '$lib/chart/numbers'
import type { Frame, Framed } from '$lib/protocol'
import { GROUND, type Plan } from './layout'

export const LOOKS = ['truth', 'standing', 'score', 'fear'] as const
export type LookName = (typeof LOOKS)[number]
/** Shapes, numbered as the painters know them. */
export const SHAPES = ['disc', 'square', 'up', 'down', 'diamond', 'ring', 'cross'] as const
export interface Class {
  name: string
  /** name of the colour in palette.css, without "--city-" */
  colour: string
  shape: (typeof SHAPES)[number]
  /** share of the cell */
  size: number
  /** drawn large enough to be seen however small the cells are, while these are few */
  loud?: boolean
}
export interface Look { name: LookName; classes: Class[]; of: (score: number, standing: number, feeling: number) => number; table: Uint8Array; plane: 'score' | 'standing' | 'feeling' | 'both' }
/** Cells without people: between blocks, and within one. */
export const EMPTY = 255, BARE = 254
const FEW = 0.1        // share of the people up to which classes are loud

/** The cells of a plan in which nobody lives yet. */
export function bare(plan: Plan): Uint8Array {
  return Uint8Array.from(plan.who, (person) => person === GROUND ? BARE : EMPTY)
}

/** The cells of those who must be seen: of loud classes, while they are few. */
export function loudCells(look: Look, cells: Uint8Array, totals: number[]): Uint32Array {
  const loud = look.classes.map((c, n) => c.loud && (totals[n] ?? 0) > 0), many = totals.reduce((sum, n, m) => loud[m] ? sum + n : sum, 0)
  const found = new Uint32Array(many <= FEW * totals.reduce((a, b) => a + b, 0) ? many : 0)
  if (found.length) for (let cell = 0, n = 0; n < found.length; cell++) if (loud[cells[cell]!]) found[n++] = cell
  return found
}

/** What the bits of a frame say; see Frame in protocol.ts. */
export const onBlack = (standing: number): boolean => (standing & 7) !== 0
export const onRed = (standing: number): boolean => (standing & 8) !== 0
export const tierOf = (standing: number): number => (standing >> 4) & 7
export const isWrong = (standing: number): boolean => (standing & 128) !== 0
export const fearOf = (feeling: number): number => feeling & 15
export const silent = (feeling: number): boolean => (feeling & 16) !== 0
export const deniedEver = (feeling: number): boolean => (feeling & 32) !== 0
export const everWrong = (feeling: number): boolean => (feeling & 64) !== 0
export const brokeLaw = (feeling: number): boolean => (feeling & 128) !== 0
export const scoreOf = (framed: Framed, byte: number): number => framed.score.low + byte / 255 * (framed.score.high - framed.score.low)

/** The byte of the score at which everybody starts. */
const startByte = (framed: Framed): number => {
  const { low, high, start } = framed.score
  return high > low ? Math.floor(255 * (start - low) / (high - low)) : 0
}

export function looked(name: LookName, framed: Framed): Look {
  return { truth, standing, score, fear }[name](framed)
}

function truth(): Look {
  const classes: Class[] = [
    { name: say('web-city-truth-wrongly'), colour: 'wrong', shape: 'diamond', size: 1, loud: true },
    { name: say('web-city-truth-cause'), colour: 'cause', shape: 'square', size: 0.92, loud: true },
    { name: say('web-city-truth-was'), colour: 'was', shape: 'ring', size: 0.9, loud: true },
    { name: say('web-city-truth-unseen'), colour: 'unseen', shape: 'disc', size: 0.6 },
    { name: say('web-city-truth-untouched'), colour: 'clean', shape: 'ring', size: 0.75 }]
  return made('truth', classes, 'both', (_, standing, feeling) =>
    onBlack(standing) ? isWrong(standing) ? 0 : 1 : everWrong(feeling) ? 2 : brokeLaw(feeling) ? 3 : 4)
}

function standing(framed: Framed): Look {
  const tiers = framed.tiers.length || 1
  const blacks = framed.lists.filter((l) => !l.red), reds = framed.lists.filter((l) => l.red)
  const classes: Class[] = framed.tiers.length ? framed.tiers.map((tier, n) => ({ name: say('web-city-standing-tier', { tier: named(tier) }),
    colour: `tier-${tiers > 1 ? Math.round(4 * n / (tiers - 1)) : 2}`, shape: 'disc', size: 0.6 + 0.06 * Math.abs(n - (tiers - 1) / 2) }))
    : [{ name: say('web-city-standing-none'), colour: 'rest', shape: 'disc', size: 0.6 }]
  const listed = blacks.length ? classes.push({ name: blacks.length > 1 ? say('web-city-standing-blacks') : say('web-city-standing-black', { list: named(blacks[0]!.name) }),
    colour: 'black', shape: 'square', size: 1, loud: true }) - 1 : 0
  const red = reds.length ? classes.push({ name: say('web-city-standing-red', { list: reds.map((l) => named(l.name)).join(', ') }), colour: 'red', shape: 'ring', size: 1, loud: true }) - 1 : 0
  return made('standing', classes, 'standing', (_, s) => onBlack(s) && listed ? listed : onRed(s) && red ? red : Math.min(tierOf(s), tiers - 1))
}

function score(framed: Framed): Look {
  const start = startByte(framed), { low, high } = framed.score
  if (high <= low) return made('score', [{ name: say('web-city-score-none'), colour: 'rest', shape: 'disc', size: 0.6 }], 'score', () => 0)
  // Three steps to each side of where everybody starts: a quarter and a half of the way to the limit.
  const cuts = [start - 0.5 * start, start - 0.12 * start, start - 0.5, start + 1, start + 0.12 * (255 - start), start + 0.5 * (255 - start)].map(Math.ceil)
  const edge = (byte: number) => number(Math.round(scoreOf(framed, byte)))
  const names = [say('web-city-score-under', { cut: edge(cuts[0]!) }), ...[0, 1].map((n) => say('web-city-score-between', { low: edge(cuts[n]!), high: edge(cuts[n + 1]!) })),
    say('web-city-score-start', { start: number(framed.score.start) }), ...[3, 4].map((n) => say('web-city-score-between', { low: edge(cuts[n]!), high: edge(cuts[n + 1]!) })),
    say('web-city-score-over', { cut: edge(cuts[5]!) })]
  const shape = (n: number) => n < 3 ? 'down' as const : n > 3 ? 'up' as const : 'disc' as const
  const all = names.map((name, n): Class => ({ name, colour: `score-${n}`, shape: shape(n), size: [1, 0.9, 0.78, 0.6, 0.78, 0.9, 1][n]!, loud: n === 0 || n === 6 }))
  const place = (byte: number): number => byte === start ? 3 : byte < start ? (byte < cuts[0]! ? 0 : byte < cuts[1]! ? 1 : 2) : byte >= cuts[5]! ? 6 : byte >= cuts[4]! ? 5 : 4
  const there = new Set(Array.from({ length: 256 }, (_, byte) => place(byte)))
  const possible = all.filter((_, n) => there.has(n))
  return made('score', possible, 'score', (byte) => possible.indexOf(all[place(byte) as number]!))
}

function fear(): Look {
  const bands = ['none', 'little', 'some', 'much'] as const
  const classes = bands.flatMap((band, n): Class[] => [
    { name: say(`web-city-fear-${band}`), colour: n ? `fear-${n}` : 'rest', shape: 'disc', size: 0.6 + 0.13 * n, loud: n === 3 },
    { name: say('web-city-fear-silent', { fear: say(`web-city-fear-${band}`) }), colour: n ? `fear-${n}` : 'fear-0', shape: 'ring', size: 0.95, loud: true }])
  return made('fear', classes, 'feeling', (_, __, feeling) => {
    const level = fearOf(feeling)
    return 2 * (level === 0 ? 0 : level < 4 ? 1 : level < 8 ? 2 : 3) + (silent(feeling) ? 1 : 0)
  })
}

function made(name: LookName, classes: Class[], plane: Look['plane'], of: Look['of']): Look {
  const table = new Uint8Array(plane === 'both' ? 65536 : 256)
  for (let n = 0; n < table.length; n++)
    table[n] = plane === 'score' ? of(n, 0, 0) : plane === 'standing' ? of(0, n, 0) : plane === 'feeling' ? of(0, 0, n) : of(0, n >> 8, n & 255)
  return { name, classes, of, table, plane }
}

/** Everybody's class into the cells of the town; counts by district and class, districts in rows. */
export function classed(frame: Frame, look: Look, plan: Plan, cells: Uint8Array): Int32Array {
  const many = look.classes.length, counts = new Int32Array(plan.districts.length * many)
  const { score, standing, feeling } = frame, { table } = look, { place } = plan
  const plane = look.plane === 'both' ? null : frame[look.plane]
  for (const [region, district] of plan.districts.entries()) {
    const row = region * many, end = district.first + district.people
    for (let person = district.first; person < end; person++) {
      const found = plane ? table[plane[person]!]! : table[standing[person]! << 8 | feeling[person]!]!
      cells[place[person]!] = found
      counts[row + found]!++
    }
  }
  if (score.length !== plan.people) throw new Error('a frame of another society')
  return counts
}

/** All districts together. */
export function summed(counts: Int32Array, classes: number): number[] {
  return Array.from({ length: classes }, (_, n) => { let sum = 0; for (let i = n; i < counts.length; i += classes) sum += counts[i]!; return sum })
}
