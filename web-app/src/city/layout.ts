/** Where everybody lives in the drawing: provinces as districts sized by people, communities as blocks, a cell for each person.
 *  The same society gives the same places in every week, world and link. Nothing here knows a colour. */

/** A rectangle of cells. */
export interface Box { x: number; y: number; w: number; h: number }
export interface District extends Box { name: string; first: number; people: number }
export interface Block extends Box { region: number; community: number; first: number; people: number }
export interface Plan {
  width: number
  height: number
  people: number
  /** rows at the top of each district that are kept free for its name */
  head: number
  districts: District[]
  blocks: Block[]
  /** by person: the cell, row by row */
  place: Int32Array
  /** by cell: the person; GROUND: nobody, within a block; STREET */
  who: Int32Array
}
export const GROUND = -2, STREET = -1
export interface Region { name: string; communities: number[] }

/** Rectangles in proportion to weights, as square as may be (Bruls, Huizing and van Wijk 2000). Zero weights get nothing. */
export function squarified(weights: number[], within: Box): Box[] {
  const found: Box[] = weights.map(() => ({ x: within.x, y: within.y, w: 0, h: 0 }))
  const total = weights.reduce((a, b) => a + b, 0), unit = total ? within.w * within.h / total : 0
  const left = weights.map((_, n) => n).filter((n) => weights[n]! > 0).sort((a, b) => weights[b]! - weights[a]! || a - b)
  let { x, y, w, h } = within
  while (left.length) {
    const side = Math.min(w, h)
    const row: number[] = []
    let sum = 0, worst = Infinity
    for (const n of left) {
      const next = sum + weights[n]! * unit
      const strip = next / side
      const ratio = Math.max(...[...row, n].map((m) => { const long = weights[m]! * unit / strip; return Math.max(long / strip, strip / long) }))
      if (ratio > worst) break
      row.push(n)
      sum = next
      worst = ratio
    }
    const strip = sum / side
    let along = 0
    for (const n of row) {
      const long = weights[n]! * unit / strip
      found[n] = w >= h ? { x, y: y + along, w: strip, h: long } : { x: x + along, y, w: long, h: strip }
      along += long
    }
    if (w >= h) { x += strip; w -= strip } else { y += strip; h -= strip }
    left.splice(0, row.length)
  }
  return found
}

/** On whole cells; neighbours keep their common edge. */
function whole(box: Box): Box {
  const x = Math.round(box.x), y = Math.round(box.y)
  return { x, y, w: Math.round(box.x + box.w) - x, h: Math.round(box.y + box.h) - y }
}

/** So many cells of a block, in an order in which neighbours in the index are neighbours: strips four cells high, to and fro. */
export function ordered(box: Box, many: number, each: (x: number, y: number, nth: number) => void): void {
  const STRIP = 4
  let nth = 0
  for (let top = 0, strip = 0; nth < many; top += STRIP, strip++) {
    const high = Math.min(STRIP, box.h - top)
    for (let i = 0; i < box.w && nth < many; i++) {
      const across = strip % 2 ? box.w - 1 - i : i
      for (let j = 0; j < high && nth < many; j++) each(box.x + across, box.y + top + (i % 2 ? high - 1 - j : j), nth++)
    }
  }
}

/** The town of a society in a drawing so many times as wide as high; `pixels`: about how wide it will be seen, which decides the room for names. */
export function planned(regions: Region[], aspect: number, pixels = 900): Plan {
  // Whole cells leave some districts short: those get more room, until everybody has a place.
  const room = regions.map(() => 1.02)
  for (;;) {
    const made = attempted(regions, aspect, pixels, room)
    if (!made.short.length) return filled(made)
    for (const region of made.short) room[region]! *= 1.03
  }
}

interface Attempt { width: number; height: number; head: number; people: number; districts: District[]; blocks: Block[]
  /** districts whose people do not all fit */
  short: number[] }

function attempted(regions: Region[], aspect: number, pixels: number, room: number[]): Attempt {
  const sizes = regions.map((r) => r.communities.reduce((a, b) => a + b, 0))
  const people = sizes.reduce((a, b) => a + b, 0), guess = Math.sqrt(people * 1.2 * aspect)
  const street = Math.max(1, Math.round(guess / 350)), head = Math.max(1, Math.round(15 * guess / pixels))
  const weights = regions.map((r, n) => sizes[n] ? room[n]! * roomy(r.communities, street, head) : 0)
  const area = weights.reduce((a, b) => a + b, 0)
  const width = Math.max(4, Math.ceil(Math.sqrt(area * aspect))), height = Math.max(4, Math.ceil(area / width))
  const outer = squarified(weights, { x: 0, y: 0, w: width, h: height }).map(whole)
  const districts: District[] = [], blocks: Block[] = [], short = new Set<number>()
  let first = 0
  for (const [region, { name, communities }] of regions.entries()) {
    const box = outer[region]!
    districts.push({ name, first, people: sizes[region]!, ...box })
    const inner = { x: box.x, y: box.y + head, w: box.w - street, h: box.h - street - head }
    const parts = inner.w > 0 && inner.h > 0 ? squarified(communities.map((n) => n && (Math.sqrt(n) + 1) ** 2), inner).map(whole) : communities.map(() => inner)
    for (const [community, n] of communities.entries()) {
      const part = parts[community]!, many = communities.length > 1
      const block = { region, community, first, people: n, x: part.x, y: part.y, w: part.w - (many ? 1 : 0), h: part.h - (many ? 1 : 0) }
      if (block.w * block.h < n || block.w < 1 || block.h < 1) short.add(region)
      blocks.push(block)
      first += n
    }
  }
  return { width, height, head, people, districts, blocks, short: [...short] }
}

/** Cells that a district needs with its streets and its name. */
function roomy(communities: number[], street: number, head: number): number {
  const side = Math.sqrt(communities.reduce((sum, n) => sum + (Math.sqrt(n) + 1) ** 2, 0))
  return (side + street) * (side + street + head)
}

function filled(made: Attempt): Plan {
  const place = new Int32Array(made.people), who = new Int32Array(made.width * made.height).fill(STREET)
  for (const block of made.blocks) {
    // Cells that are left over lie between the houses, evenly, so that a block fills its place.
    const room = block.w * block.h
    let nth = 0
    ordered(block, room, (x, y, at) => {
      const cell = y * made.width + x
      if (nth >= block.people || Math.floor((at + 1) * block.people / room) <= nth) { who[cell] = GROUND; return }
      place[block.first + nth] = cell
      who[cell] = block.first + nth++
    })
  }
  return { ...made, place, who }
}

/** The address of somebody, as the server writes it: "Inner-Mongolia/2/17". */
export function address(plan: Plan, person: number): string {
  const block = plan.blocks[within(plan.blocks, person)]!
  return `${plan.districts[block.region]!.name.replaceAll(' ', '-')}/${block.community}/${person - block.first}`
}

/** Who has an address; null where nobody of this society has. */
export function personAt(plan: Plan, said: string): number | null {
  const [name = '', community = '', number = ''] = said.split('/')
  const block = plan.blocks.find((b) => String(b.community) === community && plan.districts[b.region]!.name.replaceAll(' ', '-').toLowerCase() === name.toLowerCase())
  const nth = /^\d+$/.test(number) ? Number(number) : NaN
  return block && nth < block.people ? block.first + nth : null
}

/** Which of several stretches, in order of their first person, somebody is in. */
export function within(stretches: { first: number; people: number }[], person: number): number {
  let low = 0, high = stretches.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (stretches[middle]!.first <= person) low = middle
    else high = middle - 1
  }
  while (stretches[low]!.people === 0 && low > 0) low--
  return low
}

/** The person nearest to a point of the town, at most so many cells away. */
export function near(plan: Plan, x: number, y: number, most: number): number | null {
  let best: number | null = null, least = most * most
  const reach = Math.ceil(most)
  for (let j = Math.max(0, Math.floor(y) - reach); j <= Math.min(plan.height - 1, Math.floor(y) + reach); j++)
    for (let i = Math.max(0, Math.floor(x) - reach); i <= Math.min(plan.width - 1, Math.floor(x) + reach); i++) {
      const person = plan.who[j * plan.width + i]!, away = (i + 0.5 - x) ** 2 + (j + 0.5 - y) ** 2
      if (person >= 0 && away <= least) { best = person; least = away }
    }
  return best
}

/** From somebody to the next person in a direction, at least so many cells away; who is straight ahead comes first. */
export function beyond(plan: Plan, person: number, dx: number, dy: number, least: number): number {
  const cell = plan.place[person]!, x = cell % plan.width, y = Math.floor(cell / plan.width)
  for (let step = Math.max(1, Math.round(least)); step < plan.width + plan.height; step++) {
    for (let aside = 0; aside <= Math.max(1, step >> 1); aside++) for (const side of aside ? [aside, -aside] : [0]) {
      const i = x + dx * step + (dx ? 0 : side), j = y + dy * step + (dy ? 0 : side)
      const found = i >= 0 && j >= 0 && i < plan.width && j < plan.height ? plan.who[j * plan.width + i]! : -1
      if (found >= 0) return found
    }
  }
  return person
}
