/** The weeks of a lived world: asked for when they are looked at, the next ones ahead, a bounded number kept. */
import type { Frame, Framed } from '$lib/protocol'

const BYTES = 150e6        // kept on the page, both worlds together

/** Whoever has the frames: a server, a static site, or a notebook. */
export interface Reel { framed: Framed; frame: (week: number) => Promise<Frame> }

export class Film {
  private readonly kept = new Map<number, Promise<Frame>>()
  private readonly most: number
  constructor(private readonly reel: Reel, people: number) { this.most = Math.max(4, Math.floor(BYTES / 2 / (3 * people))) }

  get framed(): Framed { return this.reel.framed }

  /** How everybody stands at a week's end, from 0. */
  week(week: number): Promise<Frame> {
    const found = this.kept.get(week) ?? this.reel.frame(week)
    this.kept.delete(week)
    this.kept.set(week, found)
    found.catch(() => this.kept.delete(week))
    for (const old of this.kept.keys()) { if (this.kept.size <= this.most) break; this.kept.delete(old) }
    return found
  }

  /** Ask for what will be looked at next. */
  ahead(week: number, many = 2): void {
    for (let next = week + 1; next <= Math.min(week + many, this.framed.weeks - 1); next++) if (!this.kept.has(next)) this.week(next).catch(() => undefined)
  }
}
