import { beforeAll, describe, expect, it } from 'vitest'
import { speak } from './messages.svelte'
import { wholeOf, worldOf, worldQuery } from './query'
import { ARTICLE, other } from './world'

beforeAll(() => speak('en'))
const titles = (query: string, own: string[] = []) => worldOf(new URLSearchParams(query), own).problems.map((p) => p.title)

describe('a readable link', () => {
  it('gives back the world that went in, and says its version', () => {
    const world = other(ARTICLE, { with: ['a'], set: ['rules.x.points=-2', 'y=1'], off: ['A07'], people: 5, days: 9, seed: 3, ends: 4 })
    const query = new URLSearchParams(worldQuery(world))
    expect(query.get('v')).toBe('1')
    expect(worldOf(query)).toEqual({ world, problems: [] })
  })
  it('of another version says so', () => {
    expect(titles('regime=none&v=9')).toEqual(['This link is of version “9”; this page reads links of version 1.'])
  })
  it('with a name that nothing reads says so', () => {
    expect(titles('w=eNqrVs&c=1x')).toEqual(['The link says “w: eNqrVs”, which means nothing here.', 'The link says “c: 1x”, which means nothing here.'])
    expect(titles('week=3&person=a')).toHaveLength(2)
    expect(titles('week=3&person=a', ['week', 'person'])).toEqual([])
  })
  it('has whole numbers within their ends', () => {
    const day = (text: string) => wholeOf(new URLSearchParams(text), 'day', 0, 364)
    expect([day('day=0').value, day('day=364').value, day('').value, day('').problems.length]).toEqual([0, 364, null, 0])
    for (const wrong of ['365', '-1', '1.5', 'x', '']) expect(day(`day=${wrong}`).problems[0]?.title).toContain(`day: ${wrong}`)
  })
})
