/**
 * What the page and the server say to each other. Do not edit: `python web-app/make_protocol.py` writes this file
 * from src/ostrakon/web/protocol.py (what is asked) and src/ostrakon/web/shapes.py (what is answered).
 */

/** One regime on one society: everything that decides what happens. Equal worlds give equal numbers on any machine. */
export interface World {
  /** an id of the catalogue, or the text of a regime or diff in YAML */
  regime: string
  /** diffs over it, each an id of the catalogue or a text */
  with: string[]
  /** single changes, "rules.jaywalking.points=-20"; of the society "society.kinds.protest.rate=0.2", then the same in every world that stands beside */
  set: string[]
  /** mechanisms or entries switched off, "A07" or "rules.jaywalking" */
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
  /** coarse results first, from 10,000 people */
  coarse: boolean
}

/** Live a world and keep everybody's state at the end of each week. */
export interface AskFrames {
  do: 'frames'
  id: number
  slot: string
  world: World
}

/** Send one week of what was kept for request `of`. */
export interface AskFrame {
  do: 'frame'
  id: number
  of: number
  week: number
}

/** Whatever is under way in a slot is of no use any more. */
export interface AskStop {
  do: 'stop'
  slot: string
}

/** Something wrong, in words: as the command line says it. */
export interface Problem {
  code: string
  title: string
  reason: string
  remedy: string
  nearest: string | null
  /** of the text in the editor, from 1; null unless the problem has a place in a text that was sent */
  line: number | null
  column: number | null
  length: number | null
  /** in whose text or list: "regime", "with.0", "set" */
  where: string | null
}

/** One number with its interval; value is null where there is none, and reason says why. */
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

/** An entry of the catalogue. society: of a regime, whom it runs on unless told otherwise. */
export interface Entry {
  id: string
  title: string
  summary: string
  kind: string
  society?: string
}

/** Somebody whom a source tells of, without a name. kind: the status of what is told. */
export interface Role extends Entry {
  regime: string
  note: string
  source: string
}

/** What can be asked of a run, by name. */
export interface Outcome {
  name: string
  title: string
  unit: string
  estimand: string
}

/** The most that a page may ask for. */
export interface Limits {
  people: number
  days: number
  arms: number
  runs: number
  text: number
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

/** Sentences under a heading. */
export interface Said {
  heading: string
  sentences: string[]
}

/** What can be switched off, "A07"; one without a switch is context. */
export interface Mechanism {
  id: string
  claim: string
  verdict: string
  switch: boolean
}

/** POST /api/check {regime, with, set, off, society}: what is wrong, and what it says if nothing is. */
export interface Checked {
  problems: Problem[]
  warnings: Problem[]
  title: string
  /** the regime in plain sentences, as `ostrakon explain` writes them */
  says: Said[]
  mechanisms: Mechanism[]
  digest: string | null
}

/** What may stand at the cursor. */
export interface Option {
  label: string
  detail: string
  info: string
}

/** POST /api/complete {text, line, column}. from: the column, from 1, at which the word that is being written begins */
export interface Completions {
  from: number
  options: Option[]
}

/** POST /api/text {regime, with, set, off}: the resolved regime as YAML. */
export interface Text {
  text: string
}

/** POST /api/knobs {regime, with, set, off, society}: a number that may be turned. */
export interface Knob {
  /** as World.set takes it: "rules.jaywalking.points", "society.kinds.protest.rate" */
  path: string
  of: 'regime' | 'society'
  title: string
  value: number
  low: number
  high: number
  step: number
  unit: string
  /** unstated: the file gives the number no status, or leaves it to the language */
  status: 'documented' | 'reported' | 'claimed' | 'disputed' | 'assumed' | 'unstated'
  source: string
}

/** Something that happened in a life, and more of it by kind (src/ostrakon/lives/form.py). */
export interface LifeMark {
  day: number
  what: string
  [key: string]: unknown
}

/** life/1: src/ostrakon/lives/form.py says what each key means; optional keys are absent where they say nothing. */
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

/** Where two lives part, in a sentence (English). */
export interface Parted {
  day: number
  why: string
}

/** POST /api/person {world, person?, role?}: a life as `ostrakon life --json` writes it, and the same under no regime. */
export interface Lived {
  life: Life
  without: Life | null
  /** null when nothing that happens to the person differs */
  parted: Parted | null
}

/** POST /api/find {world, where, limit}: people of whom a question is true. */
export interface Found {
  count: number
  of: number
  question: string
  people: (Record<string, unknown> & { id: string })[]
}

/** POST /api/script {worlds, title, outcomes, weekly, by}: Python that lives these worlds again. */
export interface Script {
  file: string
  text: string
}

/** POST /api/study {worlds, title}, GET /api/study/JOB, POST /api/study/JOB/stop: a study; its file: /api/study/JOB.zip */
export interface Job {
  job: string
  /** parts, of so many */
  done: number
  of: number
  /** seconds, about; null before a part is done */
  left: number | null
  ready: boolean
  /** of the zip file */
  bytes: number | null
  problem: Problem | null
}

/** So many people are lived, of so many; seconds left. */
export interface Progress {
  kind: 'progress'
  id: number
  done: number
  of: number
  left: number | null
}

/** What is told of one world by itself. */
export interface Lives {
  title: string
  digest: string
  outcomes: Record<string, Estimate>
  weekly: Record<string, Weekly>
  by: Record<string, Record<string, Record<string, Estimate>>>
}

/** What came of worlds side by side. */
export interface Results {
  kind: 'results'
  id: number
  stage: 'coarse' | 'fine'
  /** of an earlier setting: a newer request in the same slot waits for its turn */
  earlier: boolean
  people: number
  milliseconds: number
  worlds: Lives[]
  /** of each world but the first, from the first: paired */
  differences: Record<string, Estimate>[]
}

/** The least and the greatest score, and the one with which people begin. */
export interface Range {
  low: number
  high: number
  start: number
}

/** A list of the regime. */
export interface Named {
  name: string
  red: boolean
}

/** A region, and how many people its communities have, in the order of the bytes. */
export interface Region {
  name: string
  communities: number[]
}

/** Frames are ready to be asked for. Bytes follow each `frame`: see Frame. */
export interface Framed {
  kind: 'framed'
  id: number
  digest: string
  weeks: number
  burn: number
  score: Range
  tiers: string[]
  lists: Named[]
  regions: Region[]
}

/** A newer request in the same slot took its place. */
export interface Cancelled {
  kind: 'cancelled'
  id: number
}

/** A designed error, as an answer. */
export interface Failed {
  kind: 'failed'
  id: number
  problem: Problem
}

/* ---- the websocket, /ws: JSON from the page, JSON and bytes from the server ---- */

export type Ask = AskLive | AskFrames | AskFrame | AskStop

export type Told = Progress | Results | Framed | Cancelled | Failed

/**
 * Bytes of one week, little endian: u32 id, u32 week, u32 people, u32 zero, then three planes of one byte a person (engine/frames.py):
 * score (0..255 between score.low and score.high) · standing (bits 0-2: on black list 0, 1, 2...; bit 3: on a red list; bits 4-6: tier;
 * bit 7: someone who would be on no list without errors, association and lawful speech: wrongly listed) · feeling (bits 0-3: fear 0..15;
 * bit 4: kept silent this week or before; bit 5: has been turned away; bit 6: has been listed wrongly, now or before; bit 7: has done
 * something unlawful or broken a contract).
 */
export interface Frame { id: number; week: number; score: Uint8Array; standing: Uint8Array; feeling: Uint8Array }
