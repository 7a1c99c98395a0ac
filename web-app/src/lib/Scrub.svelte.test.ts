import { flushSync, mount, unmount } from 'svelte'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { speak } from './messages.svelte'
import Scrub from './Scrub.svelte'

let props: { value: number; low: number; high: number; step?: number; label: string; percent?: boolean; onmove: (v: number) => void; onset: (v: number) => void }
let app: Record<string, unknown>
let moved: number[], set: number[]
const handle = () => document.querySelector<HTMLElement>('[role=slider]')!
const press = (...keys: string[]) => { for (const key of keys) { (document.activeElement ?? handle()).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); flushSync() } }

function open(more: Partial<typeof props> = {}) {
  moved = []
  set = []
  props = { value: 50, low: 0, high: 100, label: 'points', onmove: (v) => { moved.push(v) }, onset: (v) => { set.push(v) }, ...more }
  app = mount(Scrub, { target: document.body, props })
  flushSync()
  handle().focus()
}
beforeAll(() => speak('en'))
beforeEach(() => { vi.useFakeTimers() })
afterEach(async () => { await unmount(app); vi.useRealTimers() })

describe('a number in a sentence', () => {
  it('says that it moves at each key, and that it rests once', () => {
    open()
    press('ArrowRight', 'ArrowUp', 'ArrowLeft', 'PageUp')
    expect(moved).toEqual([51, 52, 51, 61])
    expect(set).toEqual([])
    vi.advanceTimersByTime(400)
    expect(set).toEqual([61])
  })
  it('rests even where its value was put on while it moved', () => {
    let value = $state(50)
    open({ get value() { return value }, onmove: (v) => { value = v; moved.push(v) } } as Partial<typeof props>)
    press('End')
    vi.advanceTimersByTime(400)
    expect([moved, set]).toEqual([[100], [100]])
  })
  it('goes back on Escape, and says so', () => {
    open()
    press('Home', 'Escape')
    vi.advanceTimersByTime(400)
    expect([moved, set]).toEqual([[0, 50], [50]])
  })
  it('takes what is typed within its ends, shares as percentages, and says what is not within', async () => {
    open({ value: 0.1, high: 0.8, step: 0.01, percent: true })
    press('4')
    await vi.advanceTimersByTimeAsync(1)
    const field = document.querySelector('input')!
    const type = (text: string) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); flushSync(); press('Enter') }
    field.focus()
    type('90')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(document.querySelector('[role=alert]')!.textContent).toContain('From 0 to 0.8')
    type('40,5 %')
    expect([moved, set]).toEqual([[0.41], [0.41]])
  })
})
