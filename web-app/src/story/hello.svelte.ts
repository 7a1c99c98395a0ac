/** What the answering side offers, asked for once. */
import { ask } from '$lib/ask'
import type { Hello } from '$lib/protocol'

let hello = $state.raw<Hello | null>(null)
let asked = false

/** Null until it is there. */
export function offered(): Hello | null {
  if (!asked) {
    asked = true
    ask().get<Hello>('/api/hello').then((found) => { hello = found }, () => { asked = false })
  }
  return hello
}
