/** Paints the town: with WebGL2, one byte a person and a shader that draws a dot in its cell; without it, pixel by pixel on a plain canvas.
 *  Nothing here knows what a class means. */
import type { Class } from './looks'
import { EMPTY, SHAPES } from './looks'
import type { Plan } from './layout'
import { plainPainter } from './plain'

/** What is seen: the cell at the canvas's upper left corner, and device pixels to a cell. */
export interface Seen { x: number; y: number; scale: number }
export type Colour = [number, number, number]
export interface Paint { classes: Class[]; colours: Colour[]; paper: Colour }
export interface Painter {
  readonly kind: 'webgl2' | 'canvas'
  /** everybody's class, by cell */
  cells(cells: Uint8Array): void
  paint(seen: Seen, paint: Paint): void
  gone(): void
}

const VERTEX = `#version 300 es
void main() { gl_Position = vec4(vec2[3](vec2(-1., -1.), vec2(3., -1.), vec2(-1., 3.))[gl_VertexID], 0., 1.); }`

/** A dot by its distance to the edge of its shape, in cells; several places of a pixel where dots are smaller than pixels. */
const FRAGMENT = `#version 300 es
precision highp float; precision highp usampler2D;
uniform usampler2D cells; uniform vec2 town; uniform vec3 seen; uniform float high; uniform vec3 paper; uniform int finer;
uniform vec3 colours[16]; uniform ivec2 shapes[16]; out vec4 colour;
float edge(vec2 p, int shape, float r) {
  if (shape == 1) return max(abs(p.x), abs(p.y)) - r * .86;
  if (shape == 2 || shape == 3) { p.y *= shape == 2 ? 1. : -1.; return max(abs(p.x) * .88 + -p.y * .47, p.y) - r * .55; }
  if (shape == 4) return (abs(p.x) + abs(p.y)) * .72 - r * .78;
  if (shape == 5) return abs(length(p) - r * .72) - r * .24;
  if (shape == 6) { p = abs(p); return max(max(p.x, p.y) - r, min(p.x, p.y) - r * .28); }
  return length(p) - r;
}
vec3 at(vec2 p) {
  if (p.x < 0. || p.y < 0. || p.x >= town.x || p.y >= town.y) return paper;
  uint found = texelFetch(cells, ivec2(p), 0).r;
  if (found == 255u) return paper;
  int n = int(found);
  if (seen.z < 2.5) return mix(paper, colours[n], float(shapes[n].y) / 100. * .55 + .45);
  float away = edge(fract(p) - .5, shapes[n].x, float(shapes[n].y) / 100. * .46);
  return mix(colours[n], paper, smoothstep(-.5, .5, away * seen.z));
}
void main() {
  vec2 pixel = vec2(gl_FragCoord.x, high - gl_FragCoord.y);
  if (finer == 1) { colour = vec4(at(seen.xy + pixel / seen.z), 1.); return; }
  vec3 sum = vec3(0.);
  for (int j = 0; j < 2; j++) for (int i = 0; i < 2; i++) sum += at(seen.xy + (pixel + vec2(float(i), float(j)) * .5 - .25) / seen.z);
  colour = vec4(sum * .25, 1.);
}`

/** The best painter that this browser has. */
export function painterFor(canvas: HTMLCanvasElement, plan: Plan, plain = false): Painter {
  const gl = plain ? null : canvas.getContext('webgl2', { antialias: false, alpha: false, powerPreference: 'high-performance' })
  return gl && Math.max(plan.width, plan.height) <= gl.getParameter(gl.MAX_TEXTURE_SIZE) ? webglPainter(gl, plan) : plainPainter(canvas, plan)
}

function webglPainter(gl: WebGL2RenderingContext, plan: Plan): Painter {
  let program: WebGLProgram, uniform: (name: string) => WebGLUniformLocation | null
  let last: Uint8Array | null = null, then: [Seen, Paint] | null = null
  const begin = () => {
    program = linked(gl)
    gl.useProgram(program)
    const places = new Map<string, WebGLUniformLocation | null>()
    uniform = (name) => { if (!places.has(name)) places.set(name, gl.getUniformLocation(program, name)); return places.get(name)! }
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
    for (const which of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, which, gl.NEAREST)
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, plan.width, plan.height, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, last ?? new Uint8Array(plan.width * plan.height).fill(EMPTY))
  }
  const painter: Painter = {
    kind: 'webgl2',
    cells(cells) {
      last = cells
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, plan.width, plan.height, gl.RED_INTEGER, gl.UNSIGNED_BYTE, cells)
    },
    paint(seen, paint) {
      then = [seen, paint]
      gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight)
      gl.uniform2f(uniform('town'), plan.width, plan.height)
      gl.uniform3f(uniform('seen'), seen.x, seen.y, seen.scale)
      gl.uniform1f(uniform('high'), gl.drawingBufferHeight)
      gl.uniform1i(uniform('finer'), seen.scale < 2.5 ? 0 : 1)
      gl.uniform3fv(uniform('paper'), paint.paper)
      gl.uniform3fv(uniform('colours'), paint.colours.flat())
      gl.uniform2iv(uniform('shapes'), paint.classes.flatMap((c) => [SHAPES.indexOf(c.shape), Math.round(100 * c.size)]))
      gl.drawArrays(gl.TRIANGLES, 0, 3)
    },
    gone() { canvas.removeEventListener('webglcontextlost', lost); canvas.removeEventListener('webglcontextrestored', back); gl.getExtension('WEBGL_lose_context')?.loseContext() },
  }
  const canvas = gl.canvas as HTMLCanvasElement
  const lost = (event: Event) => event.preventDefault()
  const back = () => { begin(); if (then) painter.paint(...then) }
  canvas.addEventListener('webglcontextlost', lost)
  canvas.addEventListener('webglcontextrestored', back)
  begin()
  return painter
}

function linked(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]] as const) {
    const shader = gl.createShader(kind)!
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error(`the shader of the town does not link: ${gl.getProgramInfoLog(program)}`)
  return program
}

/** A colour of the style sheet as three numbers from 0 to 1. */
export function colourOf(text: string): Colour {
  const [r = 0, g = 0, b = 0] = text.trim().replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3').match(/[\da-f]{2}/gi)?.map((two) => parseInt(two, 16) / 255) ?? []
  return [r, g, b]
}
