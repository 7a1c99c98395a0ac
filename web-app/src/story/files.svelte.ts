/** The ten files of chapter 1, fetched once: people whom the chapter's questions find, in an order that tells nothing. */
import { ask, Refused } from '$lib/ask'
import type { Found, Problem } from '$lib/protocol'
import type { Lived } from './person'
import { FILES, find, person } from './worlds'

export const files = $state<{ lives: Lived[]; of: number; problem: Problem | null }>({ lives: [], of: FILES.reduce((sum, { take }) => sum + take, 0), problem: null })
let under = false

const mixed = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7)

export async function fetchFiles(): Promise<void> {
  if (under || files.lives.length === files.of) return
  under = true
  files.problem = null
  try {
    const found = await Promise.all(FILES.map(({ where, take }) => ask().post<Found>('/api/find', find(where, take))))
    const ids = [...new Set(found.flatMap((one) => one.people.map((p) => p.id)))].sort((a, b) => mixed(a) - mixed(b))
    files.of = ids.length
    for (const id of ids.slice(files.lives.length)) files.lives = [...files.lives, await ask().post<Lived>('/api/person', person(id))]
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    files.problem = error.problem
  } finally { under = false }
}
