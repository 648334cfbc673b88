/** A line of the talk as the person sees it. */
export interface ChatLine {
  readonly id: string
  readonly number: number
  readonly at: number
  readonly speaker: Speaker
  readonly name: string
  readonly text: string
  readonly lang: string | null
  readonly buttons: readonly Choice[]
  readonly files: readonly Attachment[]
  /** Nothing before it exists any more. */
  readonly anew: boolean
  /** The id this browser gave it; null for what others said. */
  readonly clientId: string | null
}

export interface Attachment {
  readonly contentType: string
  readonly contentUrl: string
  readonly name: string
}

export type Speaker = 'bot' | 'person' | 'consultant' | 'interpreter' | 'notice'

export interface Choice {
  readonly act: string
  readonly label: string
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl'
}

/** As it comes over the wire: nothing is taken for granted. */
export interface Activity {
  readonly type?: string
  readonly id?: string
  readonly timestamp?: string
  readonly from?: { readonly id?: string; readonly name?: string; readonly role?: string }
  readonly text?: string
  readonly attachments?: readonly Attachment[]
  readonly channelData?: {
    readonly number?: number
    readonly lang?: string | null
    readonly speaker?: string
    readonly anew?: boolean
    readonly buttons?: readonly Choice[]
    readonly clientActivityID?: string
  }
}

const speakers: readonly Speaker[] = ['bot', 'person', 'consultant', 'interpreter', 'notice']

/** The line in an activity; null for activities that say nothing. */
export function lineOf(activity: Activity): ChatLine | null {
  const data = activity.channelData ?? {}
  if (activity.type !== 'message' || activity.id === undefined) return null
  const said = data.speaker ?? activity.from?.id
  const byPerson = activity.from?.role === 'user'
  return {
    id: activity.id,
    number: data.number ?? 0,
    at: activity.timestamp ? Date.parse(activity.timestamp) : Date.now(),
    speaker: speakers.find((known) => known === said) ?? (byPerson ? 'person' : 'bot'),
    name: activity.from?.name ?? '',
    text: activity.text ?? '',
    lang: data.lang ?? null,
    buttons: data.buttons ?? [],
    files: activity.attachments ?? [],
    anew: data.anew === true,
    clientId: data.clientActivityID ?? null,
  }
}

/** Known lines and fetched ones together: each once, in the order of the talk, from the last erasure on. */
export function merged(known: readonly ChatLine[], fetched: readonly ChatLine[]): readonly ChatLine[] {
  if (fetched.length === 0) return known
  const byId = new Map([...known, ...fetched].map((line) => [line.id, line]))
  const lines = [...byId.values()].sort((a, b) => a.number - b.number)
  return lines.slice(
    Math.max(
      0,
      lines.findLastIndex(({ anew }) => anew),
    ),
  )
}
