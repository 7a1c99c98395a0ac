/** The bench at work: what was made, what is wrong with it, what was lived of it. Views show it and change it through here. */
import { tick } from 'svelte'
import { ask, Refused, Superseded } from '$lib/ask'
import { say } from '$lib/messages.svelte'
import type { Checked, Hello, Problem, Progress, Results, World } from '$lib/protocol'
import { forget, keep } from './drafts'
import { FIRST, fresh, LETTERS, textOf, worldOf, type Made, type Shared, type Shown, type Side } from './sides'
import { readable } from './values'

const KEYS = 150, DRAFT = 400, DRAGGED = 10_000
export const SLOT = 'bench'

/** Results, and what they are of. */
export interface Lived { results: Results; made: Made; key: string; worlds: World[] }
export interface Took { people: number; days: number; worlds: number; seconds: number }

export class Bench {
  hello = $state.raw<Hello | null>(null)
  made = $state.raw<Made>(FIRST)
  lived = $state.raw<Lived | null>(null)
  progress = $state.raw<Progress | null>(null)
  failed = $state.raw<Problem[]>([])
  busy = $state(false)
  stopped = $state(false)
  online = $state(true)
  kept = $state(true)
  took = $state.raw<Took | null>(null)
  /** what the check of each content found; by `contentOf` */
  checks = $state.raw<ReadonlyMap<string, Checked>>(new Map())
  /** the last content of each side that could be lived */
  private good = $state.raw<ReadonlyMap<number, Side>>(new Map())
  private wanted = $state('')
  private running = ''
  private refused = ''
  private dragging: { made: Made } | null = null
  private dragged = false
  /** somebody has changed what was opened */
  changedSinceOpened = $state(false)
  private dirty = false
  private checking = new Set<string>()
  private timers = new Map<string, ReturnType<typeof setTimeout>>()

  constructor(public tab: string) {}

  /** Results on the screen are of something else than what stands there now. */
  readonly older = $derived(this.lived !== null && (this.lived.results.stage === 'coarse' || this.lived.key !== this.wanted))
  readonly hindered = $derived(this.made.sides.filter((side) => this.problems(side).length > 0))

  contentOf(side: Side): string {
    const { shared } = this.made
    return JSON.stringify({ regime: textOf(side), with: side.with, set: [...side.set, ...shared.set], off: side.off, society: shared.society })
  }
  checkOf(side: Side): Checked | null { return this.checks.get(this.contentOf(side)) ?? null }
  /** The newest check of a side that found nothing wrong: its mechanisms, title and sentences stay while something is mended. */
  soundOf(side: Side): Checked | null {
    const now = this.checkOf(side)
    if (now && !now.problems.length) return now
    const good = this.good.get(side.key)
    return good ? this.checkOf(good) : null
  }
  problems(side: Side): Problem[] { return this.checkOf(side)?.problems ?? [] }

  /** Something was changed. typed: by keys, one after another. */
  change(to: Partial<Made>, typed = false): void {
    this.made = { ...this.made, ...to }
    this.dirty = true
    this.changedSinceOpened = true
    this.stopped = false
    this.later('draft', DRAFT, () => this.save())
    this.look(typed)
    this.live()
  }
  side(key: number, to: Partial<Side>, typed = false): void {
    this.change({ sides: this.made.sides.map((side) => side.key === key ? { ...side, ...to } : side) }, typed)
  }
  shared(to: Partial<Shared>): void { this.change({ shared: { ...this.made.shared, ...to } }) }
  shown(to: Partial<Shown>): void { this.change({ shown: { ...this.made.shown, ...to } }) }
  add(like: Side | null): void {
    if (this.made.sides.length >= Math.min(LETTERS.length, this.hello?.limits.arms ?? LETTERS.length)) return
    const key = 1 + Math.max(...this.made.sides.map((side) => side.key))
    const sides = [...this.made.sides, like ? { ...like, key } : fresh(key, 'article-2018')]
    this.change({ sides, active: sides.length - 1 })
  }
  remove(key: number): void {
    const sides = this.made.sides.filter((side) => side.key !== key)
    if (sides.length) this.change({ sides, active: Math.min(this.made.active, sides.length - 1) })
  }
  /** Everything anew: from a link, or a draft. It counts as changed only once somebody changes it. */
  open(made: Made, dirty: boolean): void {
    this.made = made
    this.good = new Map()
    this.dirty = dirty
    this.changedSinceOpened = dirty
    this.failed = []
    this.look(false)
    this.live()
  }
  save(): void {
    if (this.dirty) this.kept = keep(this.made, this.tab)
    this.dirty = false
  }
  drop(): void { this.dirty = false; forget(this.tab) }

  /** Check every side whose content is not known. */
  private look(typed: boolean): void { this.later('check', typed ? KEYS : 0, () => { for (const side of this.made.sides) void this.check(side) }) }

  private async check(side: Side): Promise<void> {
    const content = this.contentOf(side)
    if (this.checks.has(content) || this.checking.has(content) || ask().still) return
    this.checking.add(content)
    try {
      const found = await ask().post<Checked>('/api/check', JSON.parse(content))
      this.checks = new Map([...[...this.checks].slice(-60), [content, found]])
    } catch (error) {
      if (error instanceof Refused) this.checks = new Map([...this.checks, [content, { problems: [{ ...error.problem, where: error.problem.where ?? 'regime' }], warnings: [], title: '', says: [], mechanisms: [], digest: null }]])
    } finally { this.checking.delete(content) }
    this.live()
  }

  /** The side as it can be lived now: as it stands, or as it last was without a mistake; null where there is nothing yet. */
  private sound(side: Side): Side | null {
    const check = this.checkOf(side)
    if (check ? !check.problems.length : side.mode === 'entry') return side
    return this.good.get(side.key) ?? null
  }

  /** Have live what stands there, unless it is lived already, or something has to be mended first. */
  live(): void {
    const sides = this.made.sides.map((side) => this.sound(side))
    if (sides.some((side) => side === null)) return
    const made = { ...this.made, sides: sides as Side[] }
    const worlds = made.sides.map((side) => worldOf(side, made.shared)), key = JSON.stringify([worlds, made.shown])
    if (made.sides.some((side) => this.checkOf(side) && this.good.get(side.key) !== side)) this.good = new Map(made.sides.filter((side) => this.checkOf(side)).map((side) => [side.key, side]))
    this.wanted = key
    if (key === this.running || key === this.refused || (!this.busy && this.lived?.key === key && this.lived.results.stage === 'fine')) return
    void this.run(made, worlds, key)
  }
  /** The same once more. */
  again(): void { this.failed = []; this.refused = ''; this.running = ''; this.stopped = false; this.live() }

  private async run(made: Made, worlds: World[], key: string): Promise<void> {
    this.running = key
    this.refused = ''
    this.failed = []
    this.busy = true
    this.progress = null
    performance.mark('bench-asked')
    const began = performance.now()
    const show = (results: Results) => { if (this.running === key) this.lived = { results: readable(results), made, key, worlds } }
    try {
      const results = await ask().live({ slot: SLOT, worlds, ...made.shown, coarse: true },
        { coarse: (r) => { this.dragged = false; show(r) }, progress: (p) => { if (this.running === key) this.progress = p } })
      show(results)
      await drawn()
      performance.mark('bench-drawn')
      performance.measure('bench-curves', 'bench-asked', 'bench-drawn')
      this.took = { people: results.people, days: made.shared.days, worlds: worlds.length, seconds: (performance.now() - began) / 1000 }
    } catch (error) {
      if (error instanceof Superseded) return
      if (this.running !== key) return
      this.failed = [problemOf(error)]
      this.refused = key
    } finally {
      if (this.running === key) { this.busy = false; this.running = ''; this.progress = null }
    }
  }
  stop(): void {
    ask().stop(SLOT)
    this.busy = false
    this.running = ''
    this.progress = null
    this.stopped = true
  }

  /** While a dial is dragged: few people, one request after another, always the newest. */
  async drag(key: number | null, set: string[]): Promise<void> {
    const { sides, shared } = this.made
    const made = key === null ? { ...this.made, shared: { ...shared, set } } : { ...this.made, sides: sides.map((side) => side.key === key ? { ...side, set } : side) }
    const first = this.dragging === null
    this.dragging = { made }
    if (!first || ask().still) return
    while (this.dragging) {
      const now: Made = this.dragging.made
      const few = { ...now.shared, people: Math.min(now.shared.people, DRAGGED) }
      const worlds = now.sides.map((side) => worldOf(side, few))
      try {
        const results = await ask().live({ slot: 'bench-drag', worlds, ...now.shown, coarse: false })
        if (!this.dragging) return
        this.dragged = true
        this.lived = { results: { ...readable(results), stage: 'coarse' }, made: now, key: '', worlds }
      } catch { this.dragging = null; return }
      if ((this.dragging as { made: Made } | null)?.made === now) { this.dragging = null; return }
    }
  }
  /** The hand let go. */
  released(): void { this.dragging = null; if (this.dragged) ask().stop('bench-drag'); this.dragged = false; this.live() }

  private later(what: string, milliseconds: number, then: () => void): void {
    clearTimeout(this.timers.get(what))
    this.timers.set(what, setTimeout(then, milliseconds))
  }
  end(): void {
    this.save()
    for (const timer of this.timers.values()) clearTimeout(timer)
    if (this.busy) ask().stop(SLOT)
  }
}

/** What stands in the page is on the screen. */
async function drawn(): Promise<void> {
  await tick()
  await new Promise<void>((done) => { if (document.hidden) done(); else requestAnimationFrame(() => done()) })
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) return error.problem
  return { code: '', title: say('web-bench-failed'), reason: error instanceof Error ? error.message : String(error), remedy: say('web-bench-failed-remedy'), nearest: null, line: null, column: null, length: null, where: null }
}
