/** Paints the town: with WebGL2, a texel a person and a shader that draws a dot in its cell; without it, pixel by pixel on a plain canvas.
 *  Nothing here knows what a class means. */
import type { Class } from './looks'
import { BARE, EMPTY, SHAPES } from './looks'
import type { Plan } from './layout'
import { plainPainter } from './plain'

/** What is seen: the cell at the canvas's upper left corner, and device pixels to a cell. */
export interface Seen { x: number; y: number; scale: number }
export type Colour = [number, number, number]
export interface Paint { classes: Class[]; colours: Colour[]; paper: Colour; ground: Colour }
/** Device pixels across that those who must be seen have at least, and the size of a cell from which on everybody is seen. */
export const LEAST = 3.4, PLAIN = 6
export interface Painter {
  readonly kind: 'webgl2' | 'canvas'
  /** everybody's class by cell, the cells of those who must be seen, and the colours */
  cells(cells: Uint8Array, loud: Uint32Array, paint: Paint): void
  paint(seen: Seen, paint: Paint): void
  gone(): void
}

/** Device pixels to a cell from which on a dot has a shape, and below which cells are mixed. */
const SHAPED = 3.5, MIXED = 1.5

const VERTEX = `#version 300 es
uniform vec2 town; uniform vec3 seen; uniform vec2 frame; out vec2 place;
void main() {
  vec2 corner = vec2[3](vec2(0., 0.), vec2(2., 0.), vec2(0., 2.))[gl_VertexID];
  place = seen.xy + corner * frame / seen.z;
  gl_Position = vec4(corner.x * 2. - 1., 1. - corner.y * 2., 0., 1.);
}`

/** Small cells: their colours, mixed by the sampler where they are smaller than pixels. */
const FAR = `#version 300 es
precision highp float; uniform sampler2D cells; uniform vec2 town; uniform vec3 paper; in vec2 place; out vec4 colour;
void main() {
  vec2 at = place / town;
  colour = vec4(any(greaterThan(abs(at - .5), vec2(.5))) ? paper : texture(cells, at).rgb, 1.);
}`

/** Large ones: a dot by its distance to the edge of its shape, in cells. A texel's alpha is its shape (3 bits) and size (5 bits). */
const NEAR = `#version 300 es
precision highp float; uniform sampler2D cells; uniform vec2 town; uniform vec3 seen; uniform vec3 paper; uniform vec3 ground; in vec2 place; out vec4 colour;
float edge(vec2 p, int shape, float r) {
  if (shape == 1) return max(abs(p.x), abs(p.y)) - r * .86;
  if (shape == 2 || shape == 3) { p.y *= shape == 2 ? 1. : -1.; return max(abs(p.x) * .88 - p.y * .47, p.y) - r * .55; }
  if (shape == 4) return (abs(p.x) + abs(p.y)) * .72 - r * .78;
  if (shape == 5) return abs(length(p) - r * .72) - r * .24;
  if (shape == 6) { p = abs(p); return max(max(p.x, p.y) - r, min(p.x, p.y) - r * .28); }
  return length(p) - r;
}
void main() {
  if (any(lessThan(place, vec2(0.))) || any(greaterThanEqual(place, town))) { colour = vec4(paper, 1.); return; }
  vec4 found = texelFetch(cells, ivec2(place), 0);
  int told = int(found.a * 255. + .5), shape = told >> 5;
  if (shape == 7) { colour = vec4(found.rgb, 1.); return; }
  float away = edge(fract(place) - .5, shape, float(told & 31) / 31. * .46);
  colour = vec4(mix(found.rgb, ground, smoothstep(-.5, .5, away * seen.z)), 1.);
}`

/** Those who must be seen, over all others: a point each. */
const POINT = `#version 300 es
precision highp float; uniform sampler2D cells; uniform vec2 town; uniform vec3 seen; uniform vec2 frame; uniform float least; in uint cell; flat out vec4 of;
void main() {
  ivec2 at = ivec2(int(cell) % int(town.x), int(cell) / int(town.x));
  of = texelFetch(cells, at, 0);
  vec2 p = (vec2(at) + .5 - seen.xy) * seen.z / frame;
  gl_Position = vec4(p.x * 2. - 1., 1. - p.y * 2., 0., 1.); gl_PointSize = max(least, seen.z);
}`
const SPOT = `#version 300 es
precision highp float; flat in vec4 of; out vec4 colour;
void main() { if (int(of.a * 255. + .5) >> 5 != 1 && length(gl_PointCoord - .5) > .52) discard; colour = vec4(of.rgb, 1.); }`

/** Colours, shape and size of each class as one word, little endian: what a texel holds. */
function texels(paint: Paint): Uint32Array {
  const words = new Uint32Array(256)
  const word = ([r, g, b]: Colour, a: number) => (a << 24 | Math.round(b * 255) << 16 | Math.round(g * 255) << 8 | Math.round(r * 255)) >>> 0
  words[EMPTY] = word(paint.paper, 7 << 5)
  words[BARE] = word(paint.ground, 7 << 5)
  paint.classes.forEach((c, n) => { words[n] = word(paint.colours[n]!, SHAPES.indexOf(c.shape) << 5 | Math.round(31 * c.size)) })
  return words
}

/** The best painter that this browser has. */
export function painterFor(canvas: HTMLCanvasElement, plan: Plan, plain = false): Painter {
  const gl = plain ? null : canvas.getContext('webgl2', { antialias: false, alpha: false, powerPreference: 'high-performance' })
  return gl && Math.max(plan.width, plan.height) <= gl.getParameter(gl.MAX_TEXTURE_SIZE) ? webglPainter(gl, plan) : plainPainter(canvas, plan)
}

function webglPainter(gl: WebGL2RenderingContext, plan: Plan): Painter {
  let far: Shader, near: Shader, spots: Shader, many = 0
  let last: Parameters<Painter['cells']> | null = null, then: [Seen, Paint] | null = null
  const store = new Uint32Array(plan.width * plan.height), bytes = new Uint8Array(store.buffer)
  const begin = () => {
    far = shader(gl, VERTEX, FAR)
    near = shader(gl, VERTEX, NEAR)
    spots = shader(gl, POINT, SPOT)
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
    for (const which of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, which, gl.CLAMP_TO_EDGE)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, plan.width, plan.height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null)
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
    const cell = gl.getAttribLocation(spots.program, 'cell')
    gl.enableVertexAttribArray(cell)
    gl.vertexAttribIPointer(cell, 1, gl.UNSIGNED_INT, 0, 0)
    if (last) painter.cells(...last)
  }
  const common = ({ program, place }: Shader, seen: Seen, paint: Paint) => {
    gl.useProgram(program)
    gl.uniform2f(place('town'), plan.width, plan.height)
    gl.uniform3f(place('seen'), seen.x, seen.y, seen.scale)
    gl.uniform2f(place('frame'), gl.drawingBufferWidth, gl.drawingBufferHeight)
    gl.uniform3fv(place('paper'), paint.paper)
    gl.uniform3fv(place('ground'), paint.ground)
  }
  const painter: Painter = {
    kind: 'webgl2',
    cells(cells, loud, paint) {
      last = [cells, loud, paint]
      many = loud.length
      const words = texels(paint)
      for (let n = 0; n < store.length; n++) store[n] = words[cells[n]!]!
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, plan.width, plan.height, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
      gl.bufferData(gl.ARRAY_BUFFER, loud, gl.DYNAMIC_DRAW)
    },
    paint(seen, paint) {
      then = [seen, paint]
      gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight)
      const sampled = seen.scale < MIXED ? gl.LINEAR : gl.NEAREST
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, sampled)
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, sampled)
      common(seen.scale < SHAPED ? far : near, seen, paint)
      gl.drawArrays(gl.TRIANGLES, 0, 3)
      if (!many || seen.scale >= PLAIN) return
      common(spots, seen, paint)
      gl.uniform1f(spots.place('least'), LEAST)
      gl.drawArrays(gl.POINTS, 0, many)
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

interface Shader { program: WebGLProgram; place: (name: string) => WebGLUniformLocation | null }

function shader(gl: WebGL2RenderingContext, vertex: string, fragment: string): Shader {
  const program = gl.createProgram()
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const part = gl.createShader(kind)!
    gl.shaderSource(part, text)
    gl.compileShader(part)
    gl.attachShader(program, part)
    if (!gl.getShaderParameter(part, gl.COMPILE_STATUS) && !gl.isContextLost()) throw new Error(`a shader of the town does not compile: ${gl.getShaderInfoLog(part)}`)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error(`a shader of the town does not link: ${gl.getProgramInfoLog(program)}`)
  const places = new Map<string, WebGLUniformLocation | null>()
  return { program, place: (name) => { if (!places.has(name)) places.set(name, gl.getUniformLocation(program, name)); return places.get(name)! } }
}

/** A colour of the style sheet as three numbers from 0 to 1. */
export function colourOf(text: string): Colour {
  const [r = 0, g = 0, b = 0] = text.trim().replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3').match(/[\da-f]{2}/gi)?.map((two) => parseInt(two, 16) / 255) ?? []
  return [r, g, b]
}
