/** Worlds: one regime on one society, as it is asked for and as it stands in a link. */
import type { World } from './protocol'
import { site } from './site'

/** What is shown unless told otherwise; a static site may have been prepared with fewer people. */
export const ARTICLE: World = {
  regime: 'article-2018', with: [], set: [], off: [], society: 'china-2020', people: site()?.people ?? 100_000, days: 365, seed: 1, ends: null,
}

/** A world with some of it other. */
export function other(world: World, change: Partial<World>): World {
  return { ...world, ...change }
}

/** The same society without any regime: the column that is always there. */
export function without(world: World): World {
  return other(world, { regime: 'none', with: [], set: [], off: [], ends: null })
}
