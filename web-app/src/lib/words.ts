/** Sentences from parts, as the reader's language joins them. */
import { language } from './messages.svelte'

/** "a, b and c". */
export function joined(parts: string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(parts)
}
