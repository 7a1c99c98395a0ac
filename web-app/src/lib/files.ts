/** Answers from the files of a static site. Each is a small script, since a page that was opened from a disk may load nothing else. */
import { unzlibSync } from 'fflate'
import { Refused, Superseded, type Answers } from './ask'
import { keyOf } from './key'
import { say } from './messages.svelte'
import type { AskFrames, AskLive, Estimate, Frame, Framed, Lives, Problem, Results } from './protocol'

type Cuts = Lives['by'][]
declare global { interface Window { ostrakonAnswer?: (key: string, answer: unknown) => void } }

const KEPT = 200            // answers kept in memory
const INDEX = 'index'

function refusal(title: string, remedy: string, reason = ''): Refused {
  return new Refused({ code: 'OST9007', title, reason, remedy, nearest: null, line: null, column: null, length: null, where: null })
}
const unprepared = () => refusal(say('web-still-not'), say('web-still-remedy'))
const gone = (file: string) => refusal(say('web-still-lost'), say('web-still-lost-remedy'), file)

const some = <T>(all: Record<string, T>, names: string[]): Record<string, T> => {
  if (names.some((name) => !(name in all))) throw unprepared()
  return Object.fromEntries(names.map((name) => [name, all[name]!]))
}

export class Files implements Answers {
  readonly still = true
  private heard = new Map<string, unknown>()
  private kept = new Map<string, Promise<unknown>>()
  /** the latest request of each slot */
  private slots = new Map<string, number>()
  private last = 0
  /** the key of each set of frames that was given out */
  private films = new Map<number, string>()

  /** load: puts a script into the page; resolves once it has run. */
  constructor(private readonly load: (src: string) => Promise<void> = script) {
    window.ostrakonAnswer = (key, answer) => { this.heard.set(key, answer) }
  }

  get<T>(path: string): Promise<T> { return this.asked<T>({ do: 'get', path }) }
  post<T>(path: string, body: unknown): Promise<T> { return this.asked<T>({ do: 'post', path, body }) }

  async live(asked: Omit<AskLive, 'do' | 'id'>): Promise<Results> {
    const { worlds, outcomes, weekly, by } = asked
    return this.inSlot(asked.slot, async () => {
      const whole = await this.asked<Results>({ do: 'live', worlds })
      const cuts = await Promise.all(by.map((cut) => this.asked<Cuts>({ do: 'cut', worlds, by: cut })))
      const lives = whole.worlds.map((world, n): Lives => ({ ...world, outcomes: some(world.outcomes, outcomes), weekly: some(world.weekly, weekly), by: merged(cuts.map((cut) => cut[n]!), outcomes) }))
      return { ...whole, id: ++this.last, worlds: lives, differences: whole.differences.map((one) => some<Estimate>(one, outcomes)) }
    })
  }
  async frames(asked: Omit<AskFrames, 'do' | 'id'>): Promise<Framed> {
    return this.inSlot(asked.slot, async () => {
      const request = { do: 'frames', world: asked.world }
      const framed = await this.asked<Framed>(request), id = ++this.last
      this.films.set(id, keyOf(request))
      return { ...framed, id }
    })
  }
  async frame(of: number, week: number): Promise<Frame> {
    const film = this.films.get(of)
    if (film === undefined) throw unprepared()
    const planes = unzlibSync(Uint8Array.from(atob(await this.asked<string>({ do: 'frame', of: film, week })), (letter) => letter.charCodeAt(0)))
    const people = planes.length / 3, plane = (n: number) => planes.subarray(n * people, (n + 1) * people)
    return { id: of, week, score: plane(0), standing: plane(1), feeling: plane(2) }
  }
  stop(slot: string): void { this.slots.delete(slot) }

  /** A newer request in a slot takes the place of the older. */
  private async inSlot<T>(slot: string, make: () => Promise<T>): Promise<T> {
    const mine = ++this.last
    this.slots.set(slot, mine)
    let made: T
    try { made = await make() } catch (error) { if (this.slots.get(slot) === mine) throw error; throw new Superseded() }
    if (this.slots.get(slot) !== mine) throw new Superseded()
    return made
  }

  private async asked<T>(request: unknown): Promise<T> {
    const file = (await this.read<Record<string, string>>(INDEX))[keyOf(request)]
    if (file === undefined) throw unprepared()
    const answer = await this.read<T & { problem?: Problem }>(file)
    if (answer !== null && typeof answer === 'object' && answer.problem) throw new Refused(answer.problem)
    return answer
  }

  private read<T>(file: string): Promise<T> {
    const found = this.kept.get(file) ?? this.fetched(file)
    this.kept.delete(file)
    this.kept.set(file, found)
    found.catch(() => this.kept.delete(file))
    for (const old of this.kept.keys()) { if (this.kept.size <= KEPT) break; this.kept.delete(old) }
    return found as Promise<T>
  }
  private async fetched(file: string): Promise<unknown> {
    try { await this.load(`data/${file}.js`) } catch { throw gone(`data/${file}.js`) }
    if (!this.heard.has(file)) throw gone(`data/${file}.js`)
    const answer = this.heard.get(file)
    this.heard.delete(file)
    return answer
  }
}

/** Cuts of one world, each with all outcomes, as those asked for by outcome. */
function merged(cuts: Lives['by'][], outcomes: string[]): Lives['by'] {
  return cuts.length ? Object.fromEntries(outcomes.map((name) => [name, Object.assign({}, ...cuts.map((cut) => cut[name] ?? {})) as Lives['by'][string]])) : {}
}

function script(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script')
    element.src = src
    element.onload = () => { element.remove(); resolve() }
    element.onerror = () => { element.remove(); reject(new Error(src)) }
    document.head.append(element)
  })
}
