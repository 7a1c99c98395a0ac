/**
 * What is being worked on is kept in this browser, so that nothing typed is lost. Each tab keeps a draft of its own; that of another tab, or of a tab that was
 * closed, is offered and never written over. Nothing is sent anywhere.
 */
import { isMade, type Made } from './sides'

const KEY = 'ostrakon-bench-drafts'
const TAB = 'ostrakon-bench-tab'
const MOST = 6

export interface Draft { tab: string; when: number; made: Made }

/** All drafts, the newest first. */
export function drafts(): Draft[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]') as unknown
    return (Array.isArray(kept) ? kept as Draft[] : []).filter((d) => typeof d?.tab === 'string' && typeof d.when === 'number' && isMade(d.made)).sort((a, b) => b.when - a.when)
  } catch { return [] }
}

/** This tab's name: it lasts through a reload, and a tab that was copied gets another. */
export function tab(): string {
  const fromReload = performance.getEntriesByType?.('navigation')[0] as PerformanceNavigationTiming | undefined
  const kept = sessionStorage.getItem(TAB)
  if (kept && (named || fromReload?.type === 'reload' || fromReload?.type === 'back_forward')) { named = true; return kept }
  return renew()
}

/** A new name: what is made from now on stands beside what was. */
export function renew(): string {
  named = true
  const name = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`
  sessionStorage.setItem(TAB, name)
  return name
}
let named = false

/** Keep a draft. False where there is no room for it: then the reader is told. */
export function keep(made: Made, of: string, when = Date.now()): boolean {
  const others = drafts().filter((d) => d.tab !== of)
  for (let most = MOST - 1; most >= 0; most--) {
    try { localStorage.setItem(KEY, JSON.stringify([{ tab: of, when, made }, ...others.slice(0, most)])); return true } catch { /* no room: with fewer others */ }
  }
  return false
}

export function forget(of: string): void {
  try { localStorage.setItem(KEY, JSON.stringify(drafts().filter((d) => d.tab !== of))) } catch { /* nothing is kept anyway */ }
}

/** Told of drafts that other tabs keep from now on; what comes back ends it. */
export function watch(told: () => void): () => void {
  const hear = (event: StorageEvent) => { if (event.key === KEY) told() }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}
