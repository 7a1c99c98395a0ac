/** Paints the town: with WebGL2, one byte a person and a shader that draws a dot in its cell; without it, pixel by pixel on a plain canvas.
 *  Nothing here knows what a class means. */
import type { Class } from './looks'
import { EMPTY, SHAPES } from './looks'
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
  /** everybody's class by cell, and the cells of those who must be seen */
  cells(cells: Uint8Array, loud: Uint32Array): void
  paint(seen: Seen, paint: Paint): void
  gone(): void
}

const VERTEX = `#version 300 es
void main() { gl_Position = vec4(vec2[3](vec2(-1., -1.), vec2(3., -1.), vec2(-1., 3.))[gl_VertexID], 0., 1.); }`

/** Those who must be seen, over all others: a point each. */
const POINT = `#version 300 es
precision highp float; precision highp usampler2D;
uniform usampler2D cells; uniform vec2 town; uniform vec3 seen; uniform vec2 frame; uniform float least; in uint cell; flat out int of;
void main() {
  ivec2 at = ivec2(int(cell) % int(town.x), int(cell) / int(town.x));
  of = int(texelFetch(cells, at, 0).r);
  vec2 p = (vec2(at) + .5 - seen.xy) * seen.z / frame;
  gl_Position = vec4(p.x * 2. - 1., 1. - p.y * 2., 0., 1.); gl_PointSize = max(least, seen.z);
}`
const SPOT = `#version 300 es
precision highp float; uniform vec3 colours[16]; uniform ivec2 shapes[16]; flat in int of; out vec4 colour;
void main() { if (shapes[of].x != 1 && length(gl_PointCoord - .5) > .52) discard; colour = vec4(colours[of], 1.); }`

/** A dot by its distance to the edge of its shape, in cells; several places of a pixel where dots are smaller than pixels. */
const FRAGMENT = `#version 300 es
precision highp float; precision highp usampler2D;
uniform usampler2D cells; uniform vec2 town; uniform vec3 seen; uniform float high; uniform vec3 paper; uniform vec3 ground; uniform int finer;
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
  if (found == 254u) return ground;
  int n = int(found);
  if (seen.z < 2.5) return mix(ground, colours[n], float(shapes[n].y) / 100. * .55 + .45);
  float away = edge(fract(p) - .5, shapes[n].x, float(shapes[n].y) / 100. * .46);
  return mix(colours[n], ground, smoothstep(-.5, .5, away * seen.z));
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
  let ground: Shader, spots: Shader, many = 0
  let last: [Uint8Array, Uint32Array] = [new Uint8Array(plan.width * plan.height).fill(EMPTY), new Uint32Array(0)], then: [Seen, Paint] | null = null
  const begin = () => {
    ground = shader(gl, VERTEX, FRAGMENT)
    spots = shader(gl, POINT, SPOT)
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
    for (const which of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, which, gl.NEAREST)
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8UI, plan.width, plan.height, 0, gl.RED_INTEGER, gl.UNSIGNED_BYTE, null)
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
    const cell = gl.getAttribLocation(spots.program, 'cell')
    gl.enableVertexAttribArray(cell)
    gl.vertexAttribIPointer(cell, 1, gl.UNSIGNED_INT, 0, 0)
    painter.cells(...last)
  }
  const common = ({ program, place }: Shader, seen: Seen, paint: Paint) => {
    gl.useProgram(program)
    gl.uniform2f(place('town'), plan.width, plan.height)
    gl.uniform3f(place('seen'), seen.x, seen.y, seen.scale)
    gl.uniform3fv(place('colours'), paint.colours.flat())
    gl.uniform2iv(place('shapes'), paint.classes.flatMap((c) => [SHAPES.indexOf(c.shape), Math.round(100 * c.size)]))
  }
  const painter: Painter = {
    kind: 'webgl2',
    cells(cells, loud) {
      last = [cells, loud]
      many = loud.length
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, plan.width, plan.height, gl.RED_INTEGER, gl.UNSIGNED_BYTE, cells)
      gl.bufferData(gl.ARRAY_BUFFER, loud, gl.DYNAMIC_DRAW)
    },
    paint(seen, paint) {
      then = [seen, paint]
      gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight)
      common(ground, seen, paint)
      gl.uniform1f(ground.place('high'), gl.drawingBufferHeight)
      gl.uniform1i(ground.place('finer'), seen.scale < 2.5 ? 0 : 1)
      gl.uniform3fv(ground.place('paper'), paint.paper)
      gl.uniform3fv(ground.place('ground'), paint.ground)
      gl.drawArrays(gl.TRIANGLES, 0, 3)
      if (!many || seen.scale >= PLAIN) return
      common(spots, seen, paint)
      gl.uniform2f(spots.place('frame'), gl.drawingBufferWidth, gl.drawingBufferHeight)
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
