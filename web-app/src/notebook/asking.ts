/** Weeks of frames through the traits of a model: `asked` says which, `frame` brings it. One at a time, in order. */
import type { Frame } from '$lib/protocol'
import type { Model } from './widgets'

const HEAD = 16, PATIENCE = 30_000

/** The bytes of a frame: u32 world, u32 week, u32 people, u32 zero, then three planes; null where there is none yet. */
export function unpacked(given: unknown): { world: number; frame: Frame } | null {
  const view = given instanceof DataView ? given : given instanceof Uint8Array ? new DataView(given.buffer, given.byteOffset, given.byteLength) : given instanceof ArrayBuffer ? new DataView(given) : null
  if (!view || view.byteLength < HEAD) return null
  const [world, week, people] = [0, 4, 8].map((at) => view.getUint32(at, true)) as [number, number, number]
  const plane = (n: number) => new Uint8Array(view.buffer, view.byteOffset + HEAD + n * people, people).slice()
  return { world, frame: { id: world, week, score: plane(0), standing: plane(1), feeling: plane(2) } }
}

export function asking(model: Model): (world: number, week: number) => Promise<Frame> {
  let last: Promise<unknown> = Promise.resolve(), count = 0
  const one = (world: number, week: number) => new Promise<Frame>((done, fail) => {
    const heard = () => {
      const found = unpacked(model.get('frame'))
      if (!found || found.world !== world || found.frame.week !== week) return false
      model.off('change:frame', heard)
      clearTimeout(patience)
      done(found.frame)
      return true
    }
    const patience = setTimeout(() => { model.off('change:frame', heard); fail(new Error(`${week + 1}`)) }, PATIENCE)
    model.on('change:frame', heard)
    if (heard()) return
    model.set('asked', [world, week, ++count])
    model.save_changes()
  })
  return (world, week) => {
    const next = last.then(() => one(world, week), () => one(world, week))
    last = next
    return next
  }
}
