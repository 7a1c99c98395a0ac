/** What the page asks of whoever answers: a server, or the files of a static site. Every answer goes through here. */
import type { AskLive, AskFrames, Framed, Frame, Problem, Progress, Results } from './protocol'

/** An answer that is a designed error; whoever shows it shows `problem`. */
export class Refused extends Error {
  constructor(public readonly problem: Problem) { super(`${problem.code}: ${problem.title}`) }
}
/** A newer request in the same slot took its place. */
export class Superseded extends Error {}

export interface Hearing { coarse?: (results: Results) => void; progress?: (progress: Progress) => void }

export interface Answers {
  /** true where nothing can be computed anew: only what was prepared is there */
  readonly still: boolean
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  /** resolves with the fine results; raises Refused or Superseded */
  live(asked: Omit<AskLive, 'do' | 'id'>, hearing?: Hearing): Promise<Results>
  frames(asked: Omit<AskFrames, 'do' | 'id'>, hearing?: Hearing): Promise<Framed>
  frame(of: number, week: number): Promise<Frame>
  stop(slot: string): void
  /** whoever sets it is told whenever the connection is there, or is not; only where there is one */
  online?: (there: boolean) => void
}

let answers: Answers | null = null
export function use(those: Answers): void { answers = those }
export function ask(): Answers {
  if (!answers) throw new Error('nobody answers yet')
  return answers
}
