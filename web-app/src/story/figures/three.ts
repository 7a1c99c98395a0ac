/** Worlds of a figure by their names, colours and lines: nobody watched, as claimed, as the reader set it. */
import type { Line } from '$lib/chart/Lines.svelte'
import { say } from '$lib/messages.svelte'
import type { Lived } from '../lived.svelte'
import { IS_CLAIMED, IS_NOBODY, IS_YOURS } from '../worlds'

export const COLOUR = { claimed: 1, yours: 2, nobody: 4 } as const

/** A series of the three worlds; the reader's only where it is another. */
export function lines(lived: Lived, series: string, yours: boolean): Line[] {
  const those: [number, keyof typeof COLOUR][] = [[IS_CLAIMED, 'claimed'], ...(yours ? [[IS_YOURS, 'yours'] as [number, 'yours']] : []), [IS_NOBODY, 'nobody']]
  return those.flatMap(([n, name]) => {
    const weekly = lived.world(n)?.weekly[series]
    return weekly ? [{ name: say(`web-story-world-${name}`), weekly, colour: COLOUR[name] }] : []
  })
}
