/** Whether this page is a static site, and which: what its exporter wrote into the page. */

export interface Site {
  version: string
  /** the day on which it was prepared */
  made: string
  /** how many people the prepared worlds have */
  people: number
}

/** Null where a server answers. */
export function site(): Site | null {
  const text = typeof document === 'undefined' ? null : document.querySelector<HTMLMetaElement>('meta[name="ostrakon-still"]')?.content
  return text ? JSON.parse(text) as Site : null
}
