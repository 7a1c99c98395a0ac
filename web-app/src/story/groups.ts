/** Worlds of another society have other people's fear or ties: they cannot be paired, so they are asked for in a list of their own. */
import type { Results } from '../lib/protocol'
import type { Asked } from './worlds'

export interface Group {
  /** where its worlds stand among all */
  at: number[]
  asked: Asked
}

/** Lists of worlds that share their society; the first has the first world. */
export function groups(asked: Asked): Group[] {
  const found = new Map<string, number[]>()
  asked.worlds.forEach((world, n) => {
    const society = JSON.stringify([world.society, world.set.filter((text) => text.startsWith('society.'))])
    found.set(society, [...found.get(society) ?? [], n])
  })
  return [...found.values()].map((at) => ({ at, asked: { ...asked, worlds: at.map((n) => asked.worlds[n]!) } }))
}

/** Answers to the groups as one. Only worlds in the first world's group have differences from it. */
export function together(parts: readonly Group[], answers: readonly Results[]): Results {
  const worlds: Results['worlds'] = [], differences: Results['differences'] = []
  parts.forEach(({ at }, part) => at.forEach((n, own) => {
    worlds[n] = answers[part]!.worlds[own]!
    if (n > 0) differences[n - 1] = part === 0 ? answers[0]!.differences[own - 1]! : {}
  }))
  return { ...answers[0]!, stage: answers.some((one) => one.stage === 'coarse') ? 'coarse' : 'fine', people: Math.min(...answers.map((one) => one.people)),
    milliseconds: Math.max(...answers.map((one) => one.milliseconds)), worlds, differences }
}
