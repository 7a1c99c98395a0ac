/** Answers from a server: HTTP for what is answered once, a websocket for what is lived. A connection that breaks is made again, and what waited is asked again. */
import { Refused, Superseded, type Answers, type Hearing } from './ask'
import { say } from './messages.svelte'
import type { AskFrames, AskLive, Frame, Framed, Problem, Results, Told } from './protocol'

interface Waiting {
  slot: string | null
  message: Record<string, unknown>
  hearing: Hearing
  resolve: (answer: never) => void
  reject: (reason: Error) => void
}
const HEAD = 16
const LONGEST = 8_000
const TICK = 2_000
/** a clock that missed so much was asleep: what was connected then may be dead without anybody having said so */
const ASLEEP = 5 * TICK

const lost = (): Problem => ({ code: 'OST9009', title: say('web-problem-lost'), reason: '', remedy: say('web-problem-lost-remedy'), nearest: null, line: null,
  column: null, length: null, where: null })

export class Server implements Answers {
  readonly still = false
  /** told whenever the connection is there, or is not */
  online: (there: boolean) => void = () => {}
  private socket: WebSocket | null = null
  private waiting = new Map<number, Waiting>()
  /** requests whose place a newer one took, that may still be told their first results: whoever turns a number without rest sees those */
  private earlier = new Map<number, Waiting>()
  private last = 0
  private pause = 250
  /** the request behind each set of frames, so that it can be asked again after a break */
  private shown = new Map<number, { asked: Omit<AskFrames, 'do' | 'id'>; now: number; renewed: Promise<Framed> | null }>()
  private ticked = Date.now()
  private timer: ReturnType<typeof setInterval> | null = null

  constructor(private readonly base: string = '.', private readonly make: (url: string) => WebSocket = (url) => new WebSocket(url)) {}

  get<T>(path: string): Promise<T> { return this.fetched<T>(path, {}) }
  post<T>(path: string, body: unknown): Promise<T> {
    return this.fetched<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  }

  live(asked: Omit<AskLive, 'do' | 'id'>, hearing: Hearing = {}): Promise<Results> {
    return this.asked<Results>({ do: 'live', ...asked }, asked.slot, hearing)
  }
  async frames(asked: Omit<AskFrames, 'do' | 'id'>, hearing: Hearing = {}): Promise<Framed> {
    const framed = await this.asked<Framed>({ do: 'frames', ...asked }, asked.slot, hearing)
    this.shown.set(framed.id, { asked, now: framed.id, renewed: null })
    return framed
  }
  async frame(of: number, week: number): Promise<Frame> {
    const known = this.shown.get(of)
    const before = known?.now ?? of
    try {
      return await this.asked<Frame>({ do: 'frame', of: before, week }, null, {})
    } catch (error) {
      if (!known || !(error instanceof Refused) || error.problem.code !== 'OST9002') throw error
      if (known.now === before) {                               // forgotten meanwhile, or the connection was another: lived again, once for all who wait
        known.renewed ??= this.asked<Framed>({ do: 'frames', ...known.asked }, known.asked.slot, {})
          .then((framed) => { known.now = framed.id; return framed }).finally(() => { known.renewed = null })
        await known.renewed
      }
      return this.asked<Frame>({ do: 'frame', of: known.now, week }, null, {})
    }
  }
  stop(slot: string): void {
    this.give(slot)
    for (const [id, one] of this.earlier) if (one.slot === slot) this.earlier.delete(id)
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ do: 'stop', slot }))
  }

  private async fetched<T>(path: string, init: RequestInit): Promise<T> {
    let response: Response
    try { response = await fetch(`${this.base}${path}`, init) } catch { throw new Refused(lost()) }
    const body = await response.json().catch(() => null) as (T & { problem?: Problem }) | null
    if (!response.ok || body === null) throw new Refused(body?.problem ?? { ...lost(), reason: String(response.status) })
    return body
  }

  /** Whatever waits in a slot is given up: something newer takes its place. */
  private give(slot: string): void {
    for (const [id, one] of this.waiting) if (one.slot === slot) { this.waiting.delete(id); this.earlier.set(id, one); one.reject(new Superseded()) }
  }

  private asked<T>(message: Record<string, unknown>, slot: string | null, hearing: Hearing): Promise<T> {
    if (slot !== null) this.give(slot)
    const id = ++this.last
    return new Promise<T>((resolve, reject) => {
      const waiting = { slot, message: { ...message, id }, hearing, resolve: resolve as (answer: never) => void, reject }
      this.waiting.set(id, waiting)
      if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(waiting.message))
      else this.connect()
    })
  }

  /** After a sleep the connection is made again, so that whatever waits is asked again at once. */
  private tick(): void {
    const slept = Date.now() - this.ticked > ASLEEP
    this.ticked = Date.now()
    if (slept) this.again()
  }

  /** Give up the connection, if there is one, and make another. */
  private again(): void {
    const old = this.socket
    if (old) {
      this.socket = null
      this.online(false)
      old.close()
    }
    this.pause = 250
    this.connect()
  }

  private connect(): void {
    if (this.socket && this.socket.readyState <= WebSocket.OPEN) return
    this.timer ??= setInterval(() => this.tick(), TICK)
    const url = new URL(`${this.base}/ws`, location.href)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    url.hash = ''
    const socket = this.socket = this.make(url.href)
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      if (this.socket !== socket) return
      this.pause = 250
      this.online(true)
      for (const one of this.waiting.values()) socket.send(JSON.stringify(one.message))
    }
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (this.socket !== socket) return
      if (typeof event.data === 'string') this.hear(JSON.parse(event.data) as Told)
      else this.see(event.data)
    }
    socket.onclose = () => {
      if (this.socket !== socket) return
      this.socket = null
      this.earlier.clear()
      this.online(false)
      setTimeout(() => this.connect(), this.pause)
      this.pause = Math.min(LONGEST, 2 * this.pause)
    }
  }

  private hear(told: Told): void {
    const one = this.waiting.get(told.id)
    if (!one) {
      if (told.kind === 'results') this.earlier.get(told.id)?.hearing.coarse?.(told)
      if (told.kind !== 'progress' && !(told.kind === 'results' && told.stage === 'coarse')) this.earlier.delete(told.id)
      return
    }
    if (told.kind === 'progress') one.hearing.progress?.(told)
    else if (told.kind === 'results' && told.stage === 'coarse') one.hearing.coarse?.(told)
    else {
      this.waiting.delete(told.id)
      if (told.kind === 'cancelled') one.reject(new Superseded())
      else if (told.kind === 'failed') one.reject(new Refused(told.problem))
      else one.resolve(told as never)
    }
  }

  private see(data: ArrayBuffer): void {
    const [id = 0, week = 0, people = 0] = new Uint32Array(data, 0, HEAD / 4)
    const one = this.waiting.get(id)
    if (!one) return
    this.waiting.delete(id)
    const plane = (n: number) => new Uint8Array(data, HEAD + n * people, people)
    one.resolve({ id, week, score: plane(0), standing: plane(1), feeling: plane(2) } satisfies Frame as never)
  }
}
