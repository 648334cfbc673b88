import type { Localised } from './language.ts'

/** What the editor's page and the server say to each other: what was understood and why, what is missing, what is wrong. */

export interface FaultShown {
  readonly file: string
  readonly line: number
  readonly column: number
  /** In all languages of staff: each editor reads their own. */
  readonly message: Localised
}

/** Which answers are live, and why an edit of them is not. */
export interface KnowledgeState {
  readonly revision: string
  readonly since: number
  readonly refused: { readonly at: number; readonly faults: readonly FaultShown[] } | null
}

export interface Asked {
  readonly text: string
  /** Null: nobody knows it yet. */
  readonly language: string | null
  readonly audience: 'person' | 'specialist'
  /** `webchat`, `telegram`, `msteams`, `skype`, `sms`. */
  readonly channel: string
}

/** What was made of it, why, and what its author would see. */
export interface Tried {
  readonly revision: string
  readonly wish: string
  readonly p: number
  readonly languages: readonly { readonly tag: string; readonly p: number }[]
  readonly topics: readonly { readonly topic: string; readonly p: number; readonly title: Localised }[]
  readonly from: { readonly answer: number; readonly offer: number } | null
  readonly why: string
  readonly telling: readonly string[]
  readonly bubbles: readonly {
    readonly language: string | null
    readonly texts: readonly string[]
    readonly rows: readonly (readonly string[])[]
  }[]
}

export interface AskedGroup {
  readonly language: string | null
  readonly count: number
  readonly lastAt: number
  readonly examples: readonly string[]
  readonly topics: readonly string[]
  readonly unhelpful: number
  readonly answer: string | null
}

export interface Met {
  readonly answered: number
  readonly offered: number
  readonly missed: number
}

export interface Coverage {
  /** Since when questions are counted; null = none was asked yet. */
  readonly since: number | null
  readonly asked: Readonly<Record<string, Met>>
  readonly topics: readonly {
    readonly id: string
    readonly area: string
    readonly status: string
    readonly title: Localised
    readonly languages: Readonly<
      Record<string, { readonly phrasings: number; readonly answered: boolean; readonly reviewed: string | null }>
    >
    readonly stale: boolean
    readonly expired: boolean
    readonly given: number
    readonly offered: number
  }[]
  readonly confused: readonly { readonly topics: readonly string[]; readonly count: number }[]
}

export interface RevisionUse {
  readonly revision: string
  readonly since: number
  readonly met: Met
}

export type Added =
  /** Into the working copy; it goes live where that is the folder of the running helpline. */
  | { readonly at: 'written'; readonly file: string }
  /** No working copy is configured: the whole file as it must become. */
  | { readonly at: 'file'; readonly file: string; readonly text: string }
  | { readonly at: 'refused'; readonly faults: readonly FaultShown[] }
  /** The file is not written as the others are. */
  | { readonly at: 'by-hand'; readonly file: string }
  | { readonly at: 'no-topic' }

/** A topic to be: what somebody asked, and what a consultant answered, to begin with. `today` as `2026-11-23`. */
export interface Idea {
  readonly id: string
  readonly area: string
  readonly language: string
  readonly title: string
  readonly question: string
  readonly answer: string
  readonly today: string
}
