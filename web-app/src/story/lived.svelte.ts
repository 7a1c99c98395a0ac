/** Worlds lived for a figure: few people while a handle moves, all of them once it rests. The latest answer stays until the next one comes. */
import { ask, Refused, Superseded } from '$lib/ask'
import type { Estimate, Lives, Problem, Results } from '$lib/protocol'
import { other } from '$lib/world'
import { groups, together } from './groups'
import type { Asked } from './worlds'

const FEW = 10_000

export class Lived {
  results = $state.raw<Results | null>(null)
  problem = $state.raw<Problem | null>(null)
  /** asked for, and not there yet */
  busy = $state(false)
  /** what is shown answers an older question */
  stale = $state(false)
  private last = 0
  private taken = 0
  private latest: Asked | null = null

  constructor(private readonly slot: string) {}

  /** Of the latest answer. */
  world(n: number): Lives | null { return this.results?.worlds[n] ?? null }
  outcome(n: number, name: string): Estimate | null { return this.world(n)?.outcomes[name] ?? null }
  /** whether the numbers come from the first few people only */
  get rough(): boolean { return this.results !== null && (this.results.stage === 'coarse' || this.results.people < (this.latest?.worlds[0]?.people ?? 0)) }

  /** While a handle moves. Nothing is computed anew in a static site, so that all people are there at once. */
  move(asked: Asked): Promise<void> {
    return ask().still ? this.set(asked) : this.live({ ...asked, worlds: asked.worlds.map((world) => other(world, { people: Math.min(world.people, FEW) })) }, asked)
  }
  /** Once it rests. */
  set(asked: Asked): Promise<void> { return this.live(asked, asked) }
  again(): void { if (this.latest) void this.set(this.latest) }

  private async live(asked: Asked, whole: Asked): Promise<void> {
    const mine = ++this.last
    const take = (results: Results): void => {
      if (mine < this.taken) return                             // of an earlier setting it is shown, as such, until one of a later comes
      this.taken = mine
      this.results = results
      this.stale = mine !== this.last
      if (!this.stale) this.problem = null
    }
    this.latest = whole
    this.busy = this.stale = true
    try {
      const parts = groups(asked), latest: Results[] = []
      const hear = (part: number) => (results: Results): void => {
        latest[part] = results
        if (parts.every((_, n) => latest[n])) take(together(parts, latest))
      }
      await Promise.all(parts.map(async (part, n) => { hear(n)(await ask().live({ slot: `${this.slot}-${n}`, ...part.asked, coarse: true }, { coarse: hear(n) })) }))
    } catch (error) {
      if (mine !== this.last || error instanceof Superseded) return
      this.problem = error instanceof Refused ? error.problem : null
      if (!this.problem) throw error
    }
    if (mine === this.last) this.busy = false
  }
}
