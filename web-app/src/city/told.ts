/** Somebody's place in a frame, in words. */
import { say } from '$lib/messages.svelte'
import { named, number } from '$lib/chart/numbers'
import type { Frame, Framed } from '$lib/protocol'
import { brokeLaw, deniedEver, everWrong, fearOf, isWrong, onBlack, onRed, scoreOf, silent, tierOf } from './looks'

/** Names and values: what the frame says of a person, no more. */
export function told(framed: Framed, frame: Frame, person: number): [string, string][] {
  const standing = frame.standing[person]!, feeling = frame.feeling[person]!
  const found: [string, string][] = []
  if (framed.score.high > framed.score.low) found.push([say('web-city-told-score'), say('web-city-told-about', { score: number(Math.round(scoreOf(framed, frame.score[person]!))) })])
  if (framed.tiers.length) found.push([say('web-city-told-tier'), named(framed.tiers[tierOf(standing)] ?? '')])
  const lists = listed(framed, standing)
  found.push([say('web-city-told-lists'), lists.length ? lists.join(', ') : say('web-city-told-none')])
  if (onBlack(standing)) found.push([say('web-city-told-rightly'), say(isWrong(standing) ? 'web-city-told-wrongly' : 'web-city-told-cause')])
  found.push([say('web-city-told-fear'), say('web-city-told-fear-of', { n: fearOf(feeling) })])
  const so = [silent(feeling) && 'silent', deniedEver(feeling) && 'denied', everWrong(feeling) && 'wrong', brokeLaw(feeling) && 'broke'].filter((x) => x !== false)
  found.push([say('web-city-told-sofar'), so.length ? so.map((x) => say(`web-city-so-${x}`)).join('; ') : say('web-city-so-nothing')])
  return found
}

/** The same in one sentence, for a screen reader that follows the pointer. */
export function toldShort(framed: Framed, frame: Frame, person: number, id: string, of: string): string {
  const standing = frame.standing[person]!
  const lists = listed(framed, standing)
  return say('web-city-told-short', { id, of, lists: lists.length ? lists.join(', ') : say('web-city-told-none'), fear: fearOf(frame.feeling[person]!) })
}

/** Lists that somebody is on: black ones by their bit, a red one by its single bit. */
function listed(framed: Framed, standing: number): string[] {
  const blacks = framed.lists.filter((l) => !l.red), reds = framed.lists.filter((l) => l.red)
  return [...blacks.filter((_, n) => standing & 1 << Math.min(n, 2) && onBlack(standing)), ...(onRed(standing) ? reds.slice(0, 1) : [])].map((l) => named(l.name))
}
