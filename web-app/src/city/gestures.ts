/** Mouse, wheel, one finger and two on a surface, told as four things: zoom, move, point, open. */
export interface Gestures {
  zoom: (by: number, x: number, y: number) => void
  move: (dx: number, dy: number) => void
  /** the pointer rests at a place; null: it left */
  point: (x: number | null, y: number) => void
  open: (x: number, y: number, touch: boolean) => void
}
const STILL = 5        // css pixels that a finger or a mouse may slip in a click

export function handled(pad: HTMLElement, gestures: Gestures): { update: (to: Gestures) => void; destroy: () => void } {
  let does = gestures
  const down = new Map<number, { x: number; y: number }>()
  let slipped = 0
  const at = (event: PointerEvent | WheelEvent) => { const box = pad.getBoundingClientRect(); return { x: event.clientX - box.left, y: event.clientY - box.top } }

  const press = (event: PointerEvent) => {
    if (event.button > 0) return
    try { pad.setPointerCapture(event.pointerId) } catch { /* a pointer that a test made up */ }
    down.set(event.pointerId, at(event))
    if (down.size === 1) slipped = 0
  }
  const slide = (event: PointerEvent) => {
    const before = down.get(event.pointerId), now = at(event)
    if (!before) { if (event.pointerType === 'mouse') does.point(now.x, now.y); return }
    slipped += Math.hypot(now.x - before.x, now.y - before.y)
    if (down.size === 2) {
      const other = [...down.entries()].find(([id]) => id !== event.pointerId)![1]
      const was = Math.hypot(before.x - other.x, before.y - other.y), is = Math.hypot(now.x - other.x, now.y - other.y)
      does.move((now.x - before.x) / 2, (now.y - before.y) / 2)
      if (was > 10 && is > 10) does.zoom(is / was, (now.x + other.x) / 2, (now.y + other.y) / 2)
    } else if (slipped > STILL) does.move(now.x - before.x, now.y - before.y)
    down.set(event.pointerId, now)
  }
  const lift = (event: PointerEvent) => {
    const was = down.get(event.pointerId)
    if (was && down.size === 1 && slipped <= STILL && event.type === 'pointerup') does.open(was.x, was.y, event.pointerType === 'touch')
    down.delete(event.pointerId)
  }
  const leave = () => { if (!down.size) does.point(null, 0) }
  const wheel = (event: WheelEvent) => {
    // Without Ctrl the wheel scrolls the page, unless the town has been entered: nobody is to be caught in it.
    if (!event.ctrlKey && document.activeElement !== pad) return
    event.preventDefault()
    const { x, y } = at(event)
    does.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), x, y)
  }
  pad.addEventListener('pointerdown', press)
  pad.addEventListener('pointermove', slide)
  for (const end of ['pointerup', 'pointercancel'] as const) pad.addEventListener(end, lift)
  pad.addEventListener('pointerleave', leave)
  pad.addEventListener('wheel', wheel, { passive: false })
  return {
    update(to) { does = to },
    destroy() {
      pad.removeEventListener('pointerdown', press)
      pad.removeEventListener('pointermove', slide)
      for (const end of ['pointerup', 'pointercancel'] as const) pad.removeEventListener(end, lift)
      pad.removeEventListener('pointerleave', leave)
      pad.removeEventListener('wheel', wheel)
    },
  }
}
