/** How wide a text is on this screen, in the face that it is drawn in: asked of a canvas, since faces differ by a third. */
import { breadth } from '$lib/save'

/** The width of a text in CSS pixels. */
export type Ruler = (text: string) => number

let pen: CanvasRenderingContext2D | null | undefined

/** A ruler for texts drawn inside an element with the page's sans face. Where there is no canvas, wide letters are assumed. */
export function ruler(on: Element | undefined, size: number, weight = 400): Ruler {
  if (pen === undefined) pen = document.createElement('canvas').getContext('2d') ?? null
  const face = (on && getComputedStyle(on).getPropertyValue('--sans').trim()) || 'sans-serif'
  return (text) => {
    if (!pen) return Math.ceil(breadth(text) * size * 0.62)
    pen.font = `${weight} ${size}px ${face}`
    return Math.ceil(pen.measureText(text).width)
  }
}

/** The width of the widest of several texts, 0 of none. */
export const widest = (texts: readonly string[], width: Ruler): number => Math.max(0, ...texts.map(width))
