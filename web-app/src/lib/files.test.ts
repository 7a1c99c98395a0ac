import { zlibSync } from 'fflate'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Refused, Superseded } from './ask'
import { Files } from './files'
import { canonical, fnv, keyOf } from './key'
import vectors from './keys.json'
import { speak } from './messages.svelte'
import { ARTICLE, without } from './world'
import type { Results } from './protocol'

const NONE = without(ARTICLE)
const estimate = (value: number) => ({ value, low: null, high: null, unit: 'people', n: 1, reason: null })
const results = { kind: 'results', id: 0, stage: 'fine', people: 2, milliseconds: 0, differences: [{ listed: estimate(3), chilled: estimate(4) }],
  worlds: [1, 2].map((n) => ({ title: String(n), digest: 'd', outcomes: { listed: estimate(n), chilled: estimate(n) }, weekly: { listed: { unit: '', value: [n], low: [n], high: [n] } }, by: {} })) }
const frames = { do: 'frames', world: ARTICLE }
const planes = btoa(String.fromCharCode(...zlibSync(new Uint8Array([1, 2, 3, 4, 5, 6]))))
const problem = { code: 'OST7103', title: 'nobody', reason: '', remedy: '', nearest: null, line: null, column: null, length: null, where: null }
const PREPARED: [unknown, unknown][] = [
  [{ do: 'get', path: '/api/hello' }, { version: 'x' }],
  [{ do: 'post', path: '/api/person', body: { world: ARTICLE, role: 'nobody' } }, { problem }],
  [{ do: 'live', worlds: [NONE, ARTICLE] }, results],
  [{ do: 'cut', worlds: [NONE, ARTICLE], by: 'sex' }, [1, 2].map((n) => ({ listed: { sex: { female: estimate(n) } }, chilled: { sex: { female: estimate(n) } } }))],
  [frames, { kind: 'framed', id: 0, weeks: 1 }],
  [{ do: 'frame', of: keyOf(frames), week: 0 }, planes],
]

let asked: string[]
let files: Files
let wait: Promise<void> | null
const load = async (src: string) => {
  asked.push(src)
  if (wait && src !== 'data/index.js') await wait
  const key = src.slice('data/'.length, -'.js'.length)
  if (key === 'index') window.ostrakonAnswer!('index', { ...Object.fromEntries(PREPARED.map(([request]) => [keyOf(request), keyOf(request)])), [keyOf({ do: 'get', path: '/gone' })]: 'gone' })
  else if (key === 'gone') throw new Error('404')
  else window.ostrakonAnswer!(key, PREPARED.find(([request]) => keyOf(request) === key)![1])
}
const code = async (answer: Promise<unknown>) => answer.then(() => 'answered', (error: unknown) => error instanceof Refused ? error.problem.code : String(error))

beforeAll(() => speak('en'))
beforeEach(() => { asked = []; wait = null; files = new Files(load) })

describe('a key', () => {
  it('is of sorted JSON without what asks for nothing', () => {
    for (const { request, canonical: text } of vectors) expect(canonical(request)).toBe(text)
    expect(canonical({ a: undefined, b: null, c: [], d: 0, e: '' })).toBe('{"d":0,"e":""}')
  })
  it('is FNV-1a, by its published vectors', () => { expect(['', 'a', 'foobar'].map(fnv)).toEqual(['cbf29ce484222325', 'af63dc4c8601ec8c', '85944171f73967e8']) })
})

describe('the files of a static site', () => {
  it('answer what was prepared, each loaded once', async () => {
    expect(await files.get('/api/hello')).toEqual({ version: 'x' })
    expect(await files.get('/api/hello')).toEqual({ version: 'x' })
    expect(asked).toEqual(['data/index.js', `data/${keyOf(PREPARED[0]![0])}.js`])
  })
  it('say of a lived list of worlds what was asked for, and no more', async () => {
    const found = await files.live({ slot: 's', worlds: [NONE, ARTICLE], outcomes: ['listed'], weekly: [], by: ['sex'], coarse: true })
    expect(found.worlds.map((w) => [w.outcomes, w.weekly, w.by])).toEqual([1, 2].map((n) => [{ listed: estimate(n) }, {}, { listed: { sex: { female: estimate(n) } } }]))
    expect(found.differences).toEqual([{ listed: estimate(3) }])
  })
  it('refuse what was not prepared, without looking for a file', async () => {
    expect(await code(files.post('/api/check', { regime: 'mine:\n' }))).toBe('OST9007')
    expect(await code(files.live({ slot: 's', worlds: [ARTICLE], outcomes: [], weekly: [], by: [], coarse: false }))).toBe('OST9007')
    expect(await code(files.live({ slot: 's', worlds: [NONE, ARTICLE], outcomes: ['other'], weekly: [], by: [], coarse: false }))).toBe('OST9007')
    expect(asked.filter((src) => src !== 'data/index.js').length).toBe(1)
  })
  it('repeat a refusal that was prepared, and say which file is not there', async () => {
    expect(await code(files.post('/api/person', { world: ARTICLE, role: 'nobody' }))).toBe('OST7103')
    const error = await files.get('/gone').catch((caught: unknown) => caught) as Refused
    expect([error.problem.code, error.problem.reason]).toEqual(['OST9007', 'data/gone.js'])
  })
  it('unpack frames into their planes', async () => {
    const framed = await files.frames({ slot: 'city', world: ARTICLE }), frame = await files.frame(framed.id, 0)
    expect([frame.id, frame.week, [...frame.score], [...frame.standing], [...frame.feeling]]).toEqual([framed.id, 0, [1, 2], [3, 4], [5, 6]])
    expect(await code(files.frame(99, 0))).toBe('OST9007')
    expect(await code(files.frame(framed.id, 1))).toBe('OST9007')
  })
  it('give up an older request of a slot', async () => {
    let go = () => {}
    wait = new Promise((resolve) => { go = resolve })
    const older = files.live({ slot: 's', worlds: [NONE, ARTICLE], outcomes: ['listed'], weekly: [], by: [], coarse: false }).catch((error: unknown) => error)
    const newer = files.live({ slot: 's', worlds: [NONE, ARTICLE], outcomes: ['chilled'], weekly: [], by: [], coarse: false })
    go()
    expect(await older).toBeInstanceOf(Superseded)
    expect(Object.keys((await newer as Results).worlds[0]!.outcomes)).toEqual(['chilled'])
  })
})
