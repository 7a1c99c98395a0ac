/** Where the reader is: "#/story/clerk?w=..." so that links work from a server, a static host and a USB stick alike. */

export interface Route { view: string; rest: string[]; query: URLSearchParams }

export function parse(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [view = '', ...rest] = path.split('/').filter(Boolean).map(decodeURIComponent)
  return { view: view || 'story', rest, query: new URLSearchParams(query) }
}

let route = $state.raw(parse(location.hash))
addEventListener('hashchange', () => { route = parse(location.hash) })

export const here = (): Route => route

/** The address of a view. */
export function to(view: string, rest: string[] = [], query: Record<string, string> = {}): string {
  const asked = new URLSearchParams(query).toString()
  return `#/${[view, ...rest].map(encodeURIComponent).join('/')}${asked ? `?${asked}` : ''}`
}
