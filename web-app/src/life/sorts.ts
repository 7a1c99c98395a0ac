/** As what a mark is drawn: its lane, colour and shape. The same sorts and shapes as on the page of `ostrakon life`
 *  (src/ostrakon/results/life_marks.py and life_shapes.py); a test holds them together. */
import { listsOf, type Life, type Mark } from './form'

export const LANES = ['acts', 'records', 'paid', 'requests', 'lists', 'struck', 'company'] as const
export type Lane = (typeof LANES)[number]

/** lane, number of the colour in the palette, outline, what is filled: f, hollow: h, stroked: s, crossed on a filled one: x */
export const SORTS = {
  ahead: ['acts', 2, [['f', 'M-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0z']]],
  not: ['acts', 2, [['h', 'M-3.9 0a3.9 3.9 0 1 0 7.8 0a3.9 3.9 0 1 0-7.8 0z']]],
  silent: ['acts', 5, [['h', 'M-4.9 0a4.9 4.9 0 1 0 9.8 0a4.9 4.9 0 1 0-9.8 0z'], ['s', 'M-3 0h6']]],
  spoke: ['acts', 4, [['f', 'M0-5.5 5 4H-5z']]],
  gate: ['acts', 1, [['h', 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z'], ['s', 'M-2.4-2.4l4.8 4.8m0-4.8l-4.8 4.8']]],
  detained: ['acts', 1, [['h', 'M-4.5-4.5h9v9h-9zM-1.5-4.5v9M1.5-4.5v9']]],
  right: ['records', 3, [['f', 'M0-5.6 5.6 0 0 5.6-5.6 0z']]],
  misattributed: ['records', 1, [['h', 'M0-6 6 0 0 6-6 0z'], ['s', 'M-3 3 3-3']]],
  nothing: ['records', 1, [['h', 'M0-6 6 0 0 6-6 0z'], ['f', 'M-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z']]],
  paid: ['paid', 5, [['f', 'M0 5.5-5.4-4.2H5.4z']]],
  granted: ['requests', 4, [['s', 'M-4 0-1 3.2 4.4-3.4']]],
  privileged: ['requests', 4, [['s', 'M-4.5 0h9M0-4.5v9']]],
  refused: ['requests', 2, [['h', 'M-4-4h8v8h-8z']]],
  denied: ['requests', 1, [['f', 'M-5-5h10v10h-10z'], ['x', 'M-2.3-2.3l4.6 4.6m0-4.6l-4.6 4.6']]],
  worse: ['lists', 1, [['s', 'M-5-3 0 2 5-3M-5 1 0 6 5 1']]],
  better: ['lists', 4, [['s', 'M-5 3 0-2 5 3M-5-1 0-6 5-1']]],
  black: ['lists', 1, [['f', 'M-4-6.5H6L3.4-2.8 6 1H-4z'], ['s', 'M-4 6.5V-6.5']]],
  red: ['lists', 3, [['h', 'M-4 6.5V-6.5H6L3.4-2.8 6 1H-4']]],
  off: ['lists', 4, [['s', 'M0 6V-5M-4.5-1 0-5.8 4.5-1M-5.5 6h11']]],
  spared: ['lists', 4, [['h', 'M-4 6.5V-6.5H6L3.4-2.8 6 1H-4'], ['s', 'M-6 6 6-6']]],
  lodged: ['lists', 2, [['h', 'M-5.5-4h11v8h-11zM-5.5-4 0 1 5.5-4']]],
  decided: ['lists', 2, [['f', 'M-5.5-4h11v8h-11z'], ['x', 'M-5.5-4 0 1 5.5-4']]],
  consequence: ['struck', 1, [['f', 'M-3-5.4h6L6 0 3 5.4h-6L-6 0z'], ['x', 'M0-3v3.2M0 2.2v.6']]],
  fear: ['struck', 5, [['s', 'M-6 2.5-3-3 0 2.5 3-3 6 2.5']]],
  cut: ['struck', 1, [['s', 'M-6 0h3.6M2.4 0H6M-2.8 4.2-.4-4.2M.4 4.2 2.8-4.2']]],
  company: ['company', 2, [['s', 'M-4.5 0h9'], ['f', 'M-6.5 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0z'], ['f', 'M2.5 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0z']]],
} as const satisfies Record<string, readonly [Lane, number, readonly (readonly ['f' | 'h' | 's' | 'x', string])[]]>
export type Sort = keyof typeof SORTS

const OF_ANSWER: Record<string, Sort> = { 'went ahead': 'ahead', 'did not': 'not', 'kept silent': 'silent', 'spoke up': 'spoke', 'stopped by a gate': 'gate', detained: 'detained' }
const OF_GATE: Record<string, Sort> = { granted: 'granted', 'granted by privilege': 'privileged', refused: 'refused', denied: 'denied' }
const OF_WHAT: Record<string, Sort> = { 'record of nothing': 'nothing', 'paid for another': 'paid', company: 'company', 'off a list': 'off', 'listing stopped': 'spared', 'appeal lodged': 'lodged',
  'appeal decided': 'decided', consequence: 'consequence', fear: 'fear', 'tie cut': 'cut' }
const OF_TRUTH: Record<string, Sort> = { right: 'right', misattributed: 'misattributed', false: 'nothing' }

/** One sort, or that of an act and that of its record; the last is what the mark is counted as. */
export function sortsOf(mark: Mark, life: Life): Sort[] {
  if (mark.what === 'occasion')
    return [mark.request ? OF_GATE[mark.request.answer]! : OF_ANSWER[mark.answer!]!, ...(mark.record ? [OF_TRUTH[mark.record.truth]!] : [])]
  if (mark.what === "record of another's act") return [OF_TRUTH[mark.record!.truth]!]
  if (mark.what === 'tier') {
    const order = life.scale.tiers.map(([name]) => name)
    return [order.indexOf(mark.tier!) > order.indexOf(mark.tier_before!) ? 'better' : 'worse']
  }
  if (mark.what === 'listed') return [listsOf(life, 'red').includes(mark.listing!.name) ? 'red' : 'black']
  return [OF_WHAT[mark.what]!]
}
