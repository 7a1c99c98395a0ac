/** Everything that the story asks for in its first state and with each handle at each stop: what a static site must have prepared. */
import type { Knob } from '../lib/protocol'
import { HANDLES, MEND_HANDLES, type HandleName, type Turned } from './handles'
import { groups } from './groups'
import * as w from './worlds'

/** `each`: for every one in the answer's list `of`, ask `post` with `{...body, [as]: one[key]}`. `knobs`: for each of these paths in the answer, live the world with it at its two ends. */
export type Prepared =
  | { do: 'live'; asked: w.Asked }
  | { do: 'get'; path: string }
  | { do: 'post'; path: string; body: unknown; each?: { of: string; key: string; as: string; path: string; body: Record<string, unknown> } }

/** Each handle at each stop, the others where they were: in a static site one is turned at a time. */
export function each(handles: readonly HandleName[]): Turned[] {
  return [{}, ...handles.flatMap((name) => HANDLES[name].stops.filter((stop) => stop !== HANDLES[name].value).map((stop): Turned => ({ [name]: stop })))]
}

/** The stops of a number of chapter 8: its ends and where it stands. */
export const stops = (knob: Pick<Knob, 'low' | 'value' | 'high'>): number[] => [...new Set([knob.low, knob.value, knob.high])]

/** All subsets of what mends. */
export const subsets = (): w.Mend[][] => w.MENDS.reduce<w.Mend[][]>((found, one) => [...found, ...found.map((those) => [...those, one])], [[]])

/** The list, each once. `knobs`: the answer to /api/knobs for the regime as claimed; without it chapter 8 has its first state alone. */
export function requests(knobs: readonly Knob[] = []): Prepared[] {
  const live = (asked: w.Asked): Prepared[] => groups(asked).map((part) => ({ do: 'live', asked: part.asked }))
  const found: Prepared[] = [
    { do: 'get', path: '/api/hello' },
    { do: 'post', path: '/api/knobs', body: w.regime },
    { do: 'post', path: '/api/check', body: w.regime },
    ...w.FILES.map(({ where, take }): Prepared => ({ do: 'post', path: '/api/find', body: w.find(where, take),
      each: { of: 'people', key: 'id', as: 'person', path: '/api/person', body: { world: w.CLAIMED } } })),
    ...w.ROLES.map((name): Prepared => ({ do: 'post', path: '/api/person', body: w.role(name) })),
    ...each(w.MACHINE).map(w.machine).flatMap(live), ...each(w.FRIENDS).map(w.friends).flatMap(live), ...each(w.SILENCE).map(w.silence).flatMap(live), ...each(w.ABOLISH).map(w.abolish).flatMap(live),
    ...subsets().flatMap((which) => live(w.mend(which, {}))),
    ...w.MENDS.flatMap((one) => each(MEND_HANDLES[one]).flatMap((values) => live(w.mend([one], values)))),
    ...live(w.known([])),
    ...knobs.filter((knob) => w.ASSUMED.includes(knob.path)).flatMap((knob) => stops(knob).filter((stop) => stop !== knob.value).flatMap((stop) => live(w.known(w.knob(knob.path, stop))))),
  ]
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
}
