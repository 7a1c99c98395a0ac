/** What the view of a life asks for by itself: what a static site must have prepared. */
import type { World } from '../lib/protocol'
import { ARTICLE } from '../lib/world'

type Asked = { do: 'post'; path: string; body: { world: World; role: string } }

/** The people whom a source tells of, each in the regime that the source describes. */
export function requests(): Asked[] {
  return ['blacklisted-journalist', 'model-customer'].map((role) => ({ do: 'post', path: '/api/person', body: { world: ARTICLE, role } }))
}
