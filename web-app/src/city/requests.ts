/** What the city asks for when it opens, alone and split: what a static site must have prepared. */
import type { World } from '../lib/protocol'
import { ARTICLE, without } from '../lib/world'

type Asked = { do: 'frames'; world: World; beside?: World }

export function requests(): Asked[] {
  return [{ do: 'frames', world: ARTICLE }, { do: 'frames', world: without(ARTICLE), beside: ARTICLE }]
}
