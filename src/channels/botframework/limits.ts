/** What a channel shows of what we send. */
export interface Limits {
  /** UTF-16 units in one message. */
  readonly longest: number
  /** Of files behind an address. Teams fetches pictures alone; where nothing is said of them a link always works. */
  readonly attaches: 'all' | 'pictures' | 'none'
  /** More choices than this, or null: they stand as a numbered list in the text, and typing the number works everywhere. */
  readonly buttons: {
    readonly most: number
    /** `suggested`: with the text; `card`: a card of its own after it, or Teams tears the two apart in its own order. */
    readonly as: 'suggested' | 'card'
    /** What the client does with a tap: `messageBack` shows the label as the person's words and sends the value. */
    readonly tap: 'messageBack' | 'postBack'
    /** The value as an object, or as text where the client knows text only. */
    readonly value: 'object' | 'text'
  } | null
}

const suggested = { most: 10, as: 'suggested', tap: 'postBack', value: 'object' } as const

const channels: ReadonlyMap<string, Limits> = new Map<string, Limits>([
  // Of suggested actions Teams shows three; a hero card may have many, but on a telephone six fill the screen.
  [
    'msteams',
    { longest: 4000, attaches: 'pictures', buttons: { most: 6, as: 'card', tap: 'messageBack', value: 'object' } },
  ],
  ['skype', { longest: 4000, attaches: 'all', buttons: { most: 3, as: 'card', tap: 'postBack', value: 'text' } }],
  ['webchat', { longest: 4000, attaches: 'all', buttons: suggested }],
  ['directline', { longest: 4000, attaches: 'all', buttons: suggested }],
  ['emulator', { longest: 4000, attaches: 'all', buttons: suggested }],
])

/** The least that every channel takes. A text message of a telephone network is cut further by Microsoft's relay. */
const others: Limits = { longest: 1600, attaches: 'none', buttons: null }

export const limitsOf = (channel: string): Limits => channels.get(channel) ?? others
