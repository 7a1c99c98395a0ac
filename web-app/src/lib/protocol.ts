/**
 * What the page and the server say to each other. The Python side (src/ostrakon/web/protocol.py) is where these shapes live;
 * `python web-app/make_protocol.py` writes this file from it.
 */

/** One regime on one society: everything that decides what happens. Equal worlds give equal numbers on any machine. */
export interface World {
  /** an id of the catalogue, or the text of a regime or diff in YAML */
  regime: string
  /** diffs over it, each an id of the catalogue or a text */
  with: string[]
  /** single changes, "rules.jaywalking.points=-20"; of the society "society.kinds.protest.rate=0.2" (then the same in every world that stands beside) */
  set: string[]
  /** mechanisms switched off, "A07" or "spillover" */
  off: string[]
  society: string
  people: number
  days: number
  seed: number
  /** the day of the run on which the regime is abolished */
  ends: number | null
  /** days of burn-in; null or absent: the regime's own, or the longest of those that stand beside. Frames of a second world take `Framed.burn` of the first */
  burn?: number | null
}

/** Something wrong, in words: as the command line says it. */
export interface Problem {
  code: string
  title: string
  reason: string
  remedy: string
  nearest: string | null
  /** of the text in the editor, from 1 */
  line: number | null
  column: number | null
  length: number | null
  /** in whose text or list: "regime", "with.0", "set.2" */
  where: string | null
}

export interface Estimate {
  value: number | null
  low: number | null
  high: number | null
  unit: string
  n: number | null
  reason: string | null
}

/** A weekly series; each list has a number for every whole week. */
export interface Weekly {
  unit: string
  value: (number | null)[]
  low: (number | null)[]
  high: (number | null)[]
}

/** GET /api/hello */
export interface Hello {
  version: string
  regimes: Entry[]
  diffs: Entry[]
  societies: Entry[]
  /** of each society: by what outcomes can be cut, alone or joined by "+" */
  attributes: Record<string, string[]>
  roles: Role[]
  outcomes: Outcome[]
  weekly: Outcome[]
  limits: Limits
}
/** society: of a regime, whom it runs on unless told otherwise */
export interface Entry { id: string; title: string; summary: string; kind: string; society?: string }
/** Somebody whom a source tells of, without a name. kind: the status of what is told. */
export interface Role extends Entry { regime: string; note: string; source: string }
export interface Outcome { name: string; title: string; unit: string; estimand: string }
export interface Limits { people: number; days: number; arms: number; runs: number; text: number }

/** POST /api/check {regime, with, set, off, society} → what is wrong, and what it says if nothing is. */
export interface Checked {
  problems: Problem[]
  warnings: Problem[]
  title: string
  /** the regime in plain sentences, as `ostrakon explain` writes them, under headings */
  says: { heading: string; sentences: string[] }[]
  /** what can be switched off, "A07"; those without a switch are context */
  mechanisms: { id: string; claim: string; verdict: string; switch: boolean }[]
  digest: string | null
}

/** POST /api/complete {text, line, column} */
/** from: the column, from 1, at which the word that is being written begins */
export interface Completions { from: number; options: { label: string; detail: string; info: string }[] }

/** POST /api/text {regime, with, set, off} → the resolved regime as YAML. */
export interface Text { text: string }

/** POST /api/knobs {regime, with, set, off, society}: numbers that may be turned. */
export interface Knob {
  /** as World.set takes it: "rules.jaywalking.points", "society.kinds.protest.rate" */
  path: string
  /** "regime" or "society" */
  of: string
  title: string
  value: number
  low: number
  high: number
  step: number
  unit: string
  status: 'documented' | 'reported' | 'claimed' | 'disputed' | 'assumed'
  source: string
}

/** POST /api/person {world, person?, role?}: a life as `ostrakon life --json` writes it (life/1), and the same under no regime. */
export interface Lived {
  life: Life
  without: Life | null
  /** where the two part, in a sentence (English); null when nothing that happens to the person differs */
  parted: { day: number; why: string } | null
}
/** life/1: see src/ostrakon/lives/form.py for what each key means; optional keys are absent where they say nothing. */
export interface Life {
  person: Record<string, unknown> & { id: string }
  days: number
  marks: LifeMark[]
  /** in English, as the command line says them; of each mark, in order */
  sentences: string[]
  /** of each mark: whether it changed nothing by itself */
  quiet: boolean[]
  portrait: string
  ending: string
  [key: string]: unknown
}
export interface LifeMark { day: number; what: string; [key: string]: unknown }

/** POST /api/find {world, where, limit}: people of whom a question is true. */
export interface Found { count: number; of: number; question: string; people: (Record<string, unknown> & { id: string })[] }

/* ---- the websocket, /ws: JSON from the page, JSON and bytes from the server ---- */

export type Ask = AskLive | AskFrames | AskFrame | AskStop

/** Live these worlds side by side: same people, same luck; the first is what the others are compared with. They share society, people, days and seed. */
export interface AskLive {
  do: 'live'
  id: number
  /** a newer request in the same slot cancels the older */
  slot: string
  worlds: World[]
  outcomes: string[]
  weekly: string[]
  /** outcomes cut by attributes, "sex" or "sex+minority" */
  by: string[]
  /** coarse results first, from a tenth of the people */
  coarse: boolean
}
/** Live a world and keep what everybody's state is at the end of each week. */
export interface AskFrames { do: 'frames'; id: number; slot: string; world: World }
/** Send one week of what was kept for request `of`. */
export interface AskFrame { do: 'frame'; id: number; of: number; week: number }
export interface AskStop { do: 'stop'; slot: string }

export type Told = Progress | Results | Framed | Cancelled | Failed

export interface Progress { kind: 'progress'; id: number; done: number; of: number; left: number | null }
export interface Results {
  kind: 'results'
  id: number
  stage: 'coarse' | 'fine'
  people: number
  milliseconds: number
  worlds: Lives[]
  /** of each world but the first, from the first: paired */
  differences: Record<string, Estimate>[]
}
export interface Lives {
  title: string
  digest: string
  outcomes: Record<string, Estimate>
  weekly: Record<string, Weekly>
  by: Record<string, Record<string, Record<string, Estimate>>>
}
/** Frames are ready to be asked for. Bytes follow each `frame`: see Frame. */
export interface Framed {
  kind: 'framed'
  id: number
  digest: string
  weeks: number
  burn: number
  score: { low: number; high: number; start: number }
  tiers: string[]
  lists: { name: string; red: boolean }[]
  /** where each person is: communities in order of the bytes */
  regions: { name: string; communities: number[] }[]
}
export interface Cancelled { kind: 'cancelled'; id: number }
export interface Failed { kind: 'failed'; id: number; problem: Problem }

/**
 * Bytes of one week, little endian: u32 id, u32 week, u32 people, u32 zero, then three planes of one byte a person:
 * score (0..255 between score.low and score.high) · standing (bits 0-2: on black list 0, 1, 2...; bit 3: on a red list; bits 4-6: tier;
 * bit 7: someone who would be on no list without errors, association and lawful speech: wrongly listed) · feeling (bits 0-3: fear 0..15;
 * bit 4: kept silent this week or before; bit 5: has been turned away; bit 6: has been listed wrongly, now or before; bit 7: has done something unlawful or broken a contract).
 */
export interface Frame { id: number; week: number; score: Uint8Array; standing: Uint8Array; feeling: Uint8Array }
