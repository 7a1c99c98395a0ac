/** The town on a plain canvas: pixels where dots are small, drawn shapes where they are large. For browsers without WebGL2. */
import type { Plan } from './layout'
import { BARE, EMPTY, type Class } from './looks'
import { LEAST, PLAIN, type Colour, type Paint, type Painter, type Seen } from './painter'

const DRAWN = PLAIN        // device pixels to a cell from which on shapes are drawn one by one

export function plainPainter(canvas: HTMLCanvasElement, plan: Plan): Painter {
  const context = canvas.getContext('2d', { alpha: false })!
  let cells: Uint8Array = new Uint8Array(plan.width * plan.height).fill(EMPTY), loud = new Uint32Array(0)
  let image: ImageData | null = null, stamps: { of: Paint; scale: number; drawn: HTMLCanvasElement[] } | null = null

  const pixels = (seen: Seen, paint: Paint) => {
    if (!image || image.width !== canvas.width || image.height !== canvas.height) image = context.createImageData(canvas.width, canvas.height)
    const into = new Uint32Array(image.data.buffer), words = new Uint32Array(256).fill(packed(paint.paper))
    paint.classes.forEach((c, n) => { words[n] = packed(mixed(paint.ground, paint.colours[n]!, 0.45 + 0.55 * c.size)) })
    words[BARE] = packed(paint.ground)
    const columns = Int32Array.from({ length: canvas.width }, (_, i) => { const x = Math.floor(seen.x + (i + 0.5) / seen.scale); return x >= 0 && x < plan.width ? x : -1 })
    for (let j = 0, at = 0; j < canvas.height; j++) {
      const y = Math.floor(seen.y + (j + 0.5) / seen.scale)
      if (y < 0 || y >= plan.height) { into.fill(words[EMPTY]!, at, at += canvas.width); continue }
      const row = y * plan.width
      for (let i = 0; i < canvas.width; i++, at++) { const x = columns[i]!; into[at] = words[x < 0 ? EMPTY : cells[row + x]!]! }
    }
    context.putImageData(image, 0, 0)
    const size = Math.max(LEAST, seen.scale)
    for (const cell of loud) {
      context.fillStyle = css(paint.colours[cells[cell]!]!)
      context.fillRect((cell % plan.width + 0.5 - seen.x) * seen.scale - size / 2, (Math.floor(cell / plan.width) + 0.5 - seen.y) * seen.scale - size / 2, size, size)
    }
  }
  const dots = (seen: Seen, paint: Paint) => {
    if (stamps?.of !== paint || stamps.scale !== seen.scale) stamps = { of: paint, scale: seen.scale, drawn: paint.classes.map((c, n) => stamp(c, paint.colours[n]!, seen.scale)) }
    context.fillStyle = css(paint.paper)
    context.fillRect(0, 0, canvas.width, canvas.height)
    const right = Math.min(plan.width, Math.ceil(seen.x + canvas.width / seen.scale)), bottom = Math.min(plan.height, Math.ceil(seen.y + canvas.height / seen.scale))
    for (let y = Math.max(0, Math.floor(seen.y)); y < bottom; y++) for (let x = Math.max(0, Math.floor(seen.x)); x < right; x++) {
      const found = cells[y * plan.width + x]!
      if (found < BARE) context.drawImage(stamps.drawn[found]!, Math.round((x - seen.x) * seen.scale), Math.round((y - seen.y) * seen.scale))
    }
  }
  return { kind: 'canvas', cells(given, must) { cells = given; loud = must as Uint32Array<ArrayBuffer> }, paint(seen, paint) { (seen.scale < DRAWN ? pixels : dots)(seen, paint) }, gone() { image = null } }
}

/** A dot of a class, drawn once. */
function stamp(c: Class, colour: Colour, scale: number): HTMLCanvasElement {
  const made = document.createElement('canvas')
  made.width = made.height = Math.ceil(scale)
  const pen = made.getContext('2d')!
  pen.setTransform(scale, 0, 0, scale, scale / 2, scale / 2)
  pen.fillStyle = pen.strokeStyle = css(colour)
  const path = new Path2D(shapePath(c.shape, 0.46 * c.size))
  if (c.shape === 'ring') { pen.lineWidth = 0.2 * c.size; pen.stroke(path) } else pen.fill(path)
  return made
}

/** The outline of a shape around 0, 0; the legend draws the same. */
export function shapePath(shape: Class['shape'], r: number): string {
  const s = r * 0.86, t = r * 0.55
  if (shape === 'square') return `M${-s} ${-s}H${s}V${s}H${-s}z`
  if (shape === 'up') return `M0 ${-r * 1.1}L${r * 0.93} ${t}H${-r * 0.93}z`
  if (shape === 'down') return `M0 ${r * 1.1}L${r * 0.93} ${-t}H${-r * 0.93}z`
  if (shape === 'diamond') return `M0 ${-r * 1.08}L${r * 1.08} 0 0 ${r * 1.08} ${-r * 1.08} 0z`
  if (shape === 'cross') { const a = r * 0.28; return `M${-a} ${-r}H${a}V${-a}H${r}V${a}H${a}V${r}H${-a}V${a}H${-r}V${-a}H${-a}z` }
  const q = shape === 'ring' ? r * 0.72 : r
  return `M${-q} 0a${q} ${q} 0 1 0 ${2 * q} 0a${q} ${q} 0 1 0 ${-2 * q} 0z`
}

const packed = ([r, g, b]: Colour): number => (255 << 24 | Math.round(b * 255) << 16 | Math.round(g * 255) << 8 | Math.round(r * 255)) >>> 0
const mixed = (a: Colour, b: Colour, t: number): Colour => [0, 1, 2].map((n) => a[n]! + (b[n]! - a[n]!) * t) as Colour
const css = (c: Colour): string => `rgb(${c.map((v) => Math.round(v * 255)).join(' ')})`
