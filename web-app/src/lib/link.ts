/**
 * A link that holds what the bench shows: worlds, what is looked at, and the digests of the counts that were seen (a person and a day stand in the link of a life, query.ts). Versioned, packed, and read strictly:
 * what does not resolve any more is said, and nothing is guessed.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate'
import { say } from './messages.svelte'
import type { Problem, World } from './protocol'

export const VERSION = '1'
const MOST = 1_600_000              // characters of what is packed: four regimes of the largest size
const WORLDS = 4

/** What is looked at. */
export interface View { outcomes: string[]; weekly: string[]; by: string[] }
export interface Linked {
  worlds: World[]
  view: View
  /** the world that is open, from 0 */
  open: number
  /** of the counts of each world as they were seen; empty where nothing had been lived yet */
  digests: string[]
  /** the version of ostrakon that counted them */
  made: string
}

interface Packed {
  s: string; n: number; d: number; r: number
  w: { r: string; w?: string[]; s?: string[]; o?: string[]; e?: number }[]
  v: { o: string[]; k: string[]; b: string[] }
  a: number; g: string[]; m: string
}

/** The query of a link. */
export function packed(linked: Linked): { v: string; w: string; c: string } {
  const first = linked.worlds[0]!
  const inside: Packed = { s: first.society, n: first.people, d: first.days, r: first.seed,
    w: linked.worlds.map((w) => ({ r: w.regime, ...(w.with.length ? { w: w.with } : {}), ...(w.set.length ? { s: w.set } : {}), ...(w.off.length ? { o: w.off } : {}), ...(w.ends === null ? {} : { e: w.ends }) })),
    v: { o: linked.view.outcomes, k: linked.view.weekly, b: linked.view.by }, a: linked.open, g: linked.digests, m: linked.made }
  const w = base64url(deflateSync(strToU8(JSON.stringify(inside)), { level: 9 }))
  return { v: VERSION, w, c: sum(w) }
}

/** What a query holds, or what is wrong with it. */
export function unpacked(query: URLSearchParams): { linked: Linked } | { problem: Problem } {
  const version = query.get('v'), text = query.get('w')
  if (version !== VERSION) return { problem: wrong('version', { version: (version ?? '').slice(0, 20), known: VERSION }) }
  if (text === null || sum(text) !== query.get('c')) return { problem: wrong('damaged') }
  try {
    const inside = read(JSON.parse(inflated(text)))
    return inside ? { linked: inside } : { problem: wrong('shape') }
  } catch { return { problem: wrong('damaged') } }
}

/** Why the numbers of a link are not those of this run, or null where they are. */
export function moved(linked: Linked, digests: string[], version: string): Problem | null {
  const other = linked.digests.flatMap((digest, n) => digest === digests[n] ? [] : [say('web-link-moved-world', { world: 'ABCD'[n] ?? String(n + 1), then: digest.slice(0, 12), now: (digests[n] ?? '').slice(0, 12) })])
  if (!other.length) return null
  return { ...wrong(linked.made === version ? 'moved-same' : 'moved', { made: linked.made || '?', version }), reason: other.join(' ') }
}

/** Of a link about something that the catalogue of this version lacks. */
export function gone(name: string): Problem {
  return wrong('gone', { name: name.slice(0, 80) })
}

function read(x: unknown): Linked | null {
  if (!only(x, ['s', 'n', 'd', 'r', 'w', 'v', 'a', 'g', 'm'])) return null
  const { s, n, d, r, w, v, a, g, m } = x
  if (!text(s) || !whole(n) || !whole(d) || !whole(r) || !Array.isArray(w) || w.length < 1 || w.length > WORLDS) return null
  if (!only(v, ['o', 'k', 'b']) || !texts(v.o) || !texts(v.k) || !texts(v.b) || !whole(a) || a >= w.length || !texts(g) || !text(m)) return null
  const worlds: World[] = []
  for (const one of w as unknown[]) {
    if (!only(one, ['r', 'w', 's', 'o', 'e']) || !text(one.r) || !one.r || (one.e !== undefined && !whole(one.e))) return null
    if (![one.w ?? [], one.s ?? [], one.o ?? []].every(texts)) return null
    worlds.push({ regime: one.r, with: (one.w ?? []) as string[], set: (one.s ?? []) as string[], off: (one.o ?? []) as string[], society: s, people: n, days: d, seed: r, ends: (one.e ?? null) as number | null })
  }
  return { worlds, view: { outcomes: v.o, weekly: v.k, by: v.b }, open: a, digests: g, made: m }
}

const text = (x: unknown): x is string => typeof x === 'string'
const texts = (x: unknown): x is string[] => Array.isArray(x) && x.length <= 200 && x.every(text)
const whole = (x: unknown): x is number => typeof x === 'number' && Number.isSafeInteger(x) && x >= 0
const only = (x: unknown, keys: string[]): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x) && Object.keys(x).every((key) => keys.includes(key))

const wrong = (what: string, values: Record<string, string> = {}): Problem =>
  ({ code: '', title: say(`web-link-${what}`, values), reason: '', remedy: say(`web-link-${what}-remedy`), nearest: null, line: null, column: null, length: null, where: 'link' })

/** FNV-1a, so that a link that lost a letter is told from a whole one. */
function sum(of: string): string {
  let hash = 0x811c9dc5
  for (let n = 0; n < of.length; n++) hash = Math.imul(hash ^ of.charCodeAt(n), 0x01000193)
  return (hash >>> 0).toString(36)
}

function base64url(bytes: Uint8Array): string {
  let plain = ''
  for (let n = 0; n < bytes.length; n += 8192) plain += String.fromCharCode(...bytes.subarray(n, n + 8192))
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Unpacked piece by piece, so that a small link cannot fill the memory. */
function inflated(packedText: string): string {
  const bytes = Uint8Array.from(atob(packedText.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
  const parts: Uint8Array[] = []
  let length = 0, whole = false
  const reader = new Inflate((part, last) => {
    length += part.length
    whole ||= last
    if (length > MOST) throw new Error('too long')
    parts.push(part)
  })
  for (let n = 0; n < bytes.length; n += 1024) reader.push(bytes.subarray(n, n + 1024), n + 1024 >= bytes.length)
  if (!whole) throw new Error('cut short')
  const all = new Uint8Array(length)
  parts.reduce((at, part) => { all.set(part, at); return at + part.length }, 0)
  return strFromU8(all)
}
