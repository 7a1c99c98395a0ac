/** The server's side of `ask`, with a socket that does what a test says: slots, breaks, sleep, frames. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused, Superseded } from './ask'
import { speak } from './messages.svelte'
import type { Results } from './protocol'
import { Server } from './server'
import { ARTICLE, without } from './world'

class Fake {
  readyState = 0
  binaryType = ''
  sent: Record<string, unknown>[] = []
  onopen: (() => void) | null = null
  onclose: (() => void) | null = null
  onmessage: ((event: { data: unknown }) => void) | null = null
  constructor(readonly url: string) { sockets.push(this) }
  send(text: string): void { this.sent.push(JSON.parse(text)) }
  close(): void { this.readyState = 3; this.onclose?.() }
  open(): this { this.readyState = 1; this.onopen?.(); return this }
  told(message: Record<string, unknown>): void { this.onmessage?.({ data: JSON.stringify(message) }) }
  bytes(data: ArrayBuffer): void { this.onmessage?.({ data }) }
  get asked(): number[] { return this.sent.map((one) => one.id as number) }
}

let sockets: Fake[] = []
let server: Server
let there: boolean[] = []
const last = (): Fake => sockets.at(-1)!
const worlds = [without(ARTICLE), ARTICLE]
const live = (slot = 'a', hearing = {}) => server.live({ slot, worlds, outcomes: ['listed'], weekly: [], by: [], coarse: true }, hearing)
const results = (id: number, stage = 'fine') => ({ kind: 'results', id, stage, people: 1, milliseconds: 1, worlds: [], differences: [] })
const settled = () => vi.advanceTimersByTimeAsync(0)

/** One week of so many people: score 1, standing 2, feeling 3. */
function frame(id: number, week: number, people: number): ArrayBuffer {
  const data = new ArrayBuffer(16 + 3 * people)
  new Uint32Array(data, 0, 4).set([id, week, people, 0])
  for (const plane of [0, 1, 2]) new Uint8Array(data, 16 + plane * people, people).fill(plane + 1)
  return data
}

beforeEach(async () => {
  await speak('en')
  vi.useFakeTimers()
  sockets = []
  there = []
  server = new Server('.', (url) => new Fake(url) as unknown as WebSocket)
  server.online = (now) => there.push(now)
})
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals() })

describe('what is lived', () => {
  it('is asked once the socket is open, heard coarse, then fine', async () => {
    const coarse = vi.fn<(results: Results) => void>(), progress = vi.fn()
    const answer = live('a', { coarse, progress })
    expect(last().url).toMatch(/^ws:.*\/ws$/)
    expect(last().sent).toEqual([])
    last().open()
    expect(last().sent).toMatchObject([{ do: 'live', id: 1, slot: 'a', worlds }])
    last().told(results(1, 'coarse'))
    last().told({ kind: 'progress', id: 1, done: 1, of: 2, left: 3 })
    last().told(results(1))
    expect((await answer).stage).toBe('fine')
    expect(coarse).toHaveBeenCalledOnce()
    expect(progress).toHaveBeenCalledWith({ kind: 'progress', id: 1, done: 1, of: 2, left: 3 })
    expect(there).toEqual([true])
  })

  it('gives way to what is newer in its slot, and to nothing else', async () => {
    const older = live(), beside = live('b'), newer = live()
    await expect(older).rejects.toBeInstanceOf(Superseded)
    last().open()
    expect(last().asked).toEqual([2, 3])                 // the older is not even asked
    last().told(results(1))                              // and its answer, should it come, is nobody's
    last().told(results(2))
    last().told(results(3))
    expect((await beside).id).toBe(2)
    expect((await newer).id).toBe(3)
  })

  it('tells what came of an earlier setting until it is done, and nothing more after a stop', async () => {
    const coarse = vi.fn<(results: Results) => void>()
    const older = live('a', { coarse })
    last().open()
    const newer = live('a')
    await expect(older).rejects.toBeInstanceOf(Superseded)
    last().told(results(1, 'coarse'))
    last().told({ kind: 'cancelled', id: 1 })
    last().told(results(1, 'coarse'))
    expect(coarse).toHaveBeenCalledOnce()
    server.stop('a')
    last().told(results(2, 'coarse'))
    await expect(newer).rejects.toBeInstanceOf(Superseded)
  })

  it('is refused in the words of the server, or stopped', async () => {
    const refused = live('a'), cancelled = live('b'), stopped = live('c')
    last().open()
    last().told({ kind: 'failed', id: 1, problem: { code: 'OST9001', title: 'too much' } })
    last().told({ kind: 'cancelled', id: 2 })
    server.stop('c')
    await expect(refused).rejects.toMatchObject({ problem: { code: 'OST9001' } })
    await expect(cancelled).rejects.toBeInstanceOf(Superseded)
    await expect(stopped).rejects.toBeInstanceOf(Superseded)
    expect(last().sent.at(-1)).toEqual({ do: 'stop', slot: 'c' })
  })
})

describe('a connection that breaks', () => {
  it('is made again, and what waits is asked again: nothing is lost, nothing comes twice', async () => {
    const first = live('a'), second = live('b')
    last().open()
    last().told(results(1))
    await first
    last().close()
    expect(there).toEqual([true, false])
    await vi.advanceTimersByTimeAsync(250)
    expect(sockets).toHaveLength(2)
    last().close()                                       // still down: it waits longer
    await vi.advanceTimersByTimeAsync(499)
    expect(sockets).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1)
    last().open()
    expect(last().asked).toEqual([2])
    last().told(results(2))
    expect((await second).id).toBe(2)
    expect(there.at(-1)).toBe(true)
  })

  it('is made again after a sleep, although nobody said that it broke', async () => {
    const answer = live()
    const old = last().open()
    vi.setSystemTime(Date.now() + 3_600_000)             // the lid was closed for an hour
    await vi.advanceTimersByTimeAsync(2_000)
    expect(sockets).toHaveLength(2)
    expect(old.readyState).toBe(3)
    last().open()
    expect(last().asked).toEqual([1])
    old.told({ kind: 'failed', id: 1, problem: { code: 'OST9009' } })      // what the old one says late is not heard
    last().told(results(1))
    expect((await answer).id).toBe(1)
  })

  it('is left alone while all is well', async () => {
    void live()
    last().open()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sockets).toHaveLength(1)
  })
})

describe('frames', () => {
  const framed = (id: number) => ({ kind: 'framed', id, digest: 'd', weeks: 9, burn: 0, score: {}, tiers: [], lists: [], regions: [] })

  async function shown(): Promise<number> {
    const answer = server.frames({ slot: 'city', world: ARTICLE })
    last().open()
    last().told(framed(1))
    return (await answer).id
  }

  it('are read as the protocol has them', async () => {
    const of = await shown(), answer = server.frame(of, 4)
    expect(last().sent.at(-1)).toEqual({ do: 'frame', id: 2, of: 1, week: 4 })
    last().bytes(frame(2, 4, 5))
    expect(await answer).toEqual({ id: 2, week: 4, score: new Uint8Array(5).fill(1), standing: new Uint8Array(5).fill(2), feeling: new Uint8Array(5).fill(3) })
  })

  it('that the server has forgotten are lived again, once for all who wait', async () => {
    const of = await shown(), weeks = [0, 1, 2].map((week) => server.frame(of, week))
    for (const id of [2, 3, 4]) last().told({ kind: 'failed', id, problem: { code: 'OST9002' } })
    await settled()
    expect(last().sent.slice(4)).toMatchObject([{ do: 'frames', id: 5, slot: 'city', world: ARTICLE }])
    last().told(framed(5))
    await settled()
    expect(last().sent.slice(5)).toMatchObject([0, 1, 2].map((week, n) => ({ do: 'frame', id: 6 + n, of: 5, week })))
    for (const n of [0, 1, 2]) last().bytes(frame(6 + n, n, 1))
    expect((await Promise.all(weeks)).map((one) => one.week)).toEqual([0, 1, 2])
  })

  it('that cannot be had are refused', async () => {
    const answer = server.frame(77, 0)
    last().open().told({ kind: 'failed', id: 1, problem: { code: 'OST9002' } })
    await expect(answer).rejects.toBeInstanceOf(Refused)
  })
})

describe('what is answered once', () => {
  it('is posted as JSON, and a problem is a refusal', async () => {
    const asked = vi.fn().mockResolvedValueOnce(new Response('{"text": "x"}')).mockResolvedValueOnce(new Response('{"problem": {"code": "OST1201"}}', { status: 422 }))
      .mockResolvedValueOnce(new Response('<html>', { status: 502 })).mockRejectedValueOnce(new TypeError('no network'))
    vi.stubGlobal('fetch', asked)
    expect(await server.post('/api/text', { regime: 'none' })).toEqual({ text: 'x' })
    expect(asked).toHaveBeenCalledWith('./api/text', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"regime":"none"}' })
    await expect(server.get('/api/hello')).rejects.toMatchObject({ problem: { code: 'OST1201' } })
    await expect(server.get('/api/hello')).rejects.toMatchObject({ problem: { code: 'OST9009', reason: '502' } })
    await expect(server.get('/api/hello')).rejects.toMatchObject({ problem: { title: 'The server cannot be reached' } })
  })
})
