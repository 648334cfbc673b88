import type { CaseView } from './case-view.ts'
import type { Conversation } from './conversation.ts'
import type { Line, Media } from './transcript.ts'

/**
 * Who reads what of a talk: the one place that says so.
 *
 *   the person      what is meant for all
 *   the interpreter what is meant for all or the team, from the moment they came until they go, and what waited for
 *                   them then; no notes, no marks, nothing the channel knows of the person
 *   staff           everything, but what was said at a confidential desk is read by that desk alone, danger aside
 */
export function interpretersLines(c: Conversation, id: string, lines: readonly Line[]): readonly Line[] {
  const i = c.interpretation
  if (i.at !== 'active' || i.by.id !== id) return []
  return lines
    .filter((line) => line.number >= i.from || i.backlog.includes(line.number))
    .filter((line) => line.seenBy !== 'staff' && line.mark === null)
    .map(withoutChannel)
}

/** Words and their kind: no reference of the channel's, no event, no receipt, no buttons that say what the bot knows. */
function withoutChannel(line: Line): Line {
  const { number, at, from, text, language, interprets, media, about } = line
  return {
    number,
    at,
    from,
    text,
    language,
    buttons: [],
    delivery: null,
    mark: null,
    seenBy: line.seenBy,
    until: null,
    ...(interprets ? { interprets } : {}),
    ...(media ? { media: withoutReference(media) } : {}),
    ...(about?.edited ? { about: { edited: about.edited } } : {}),
  }
}

/** Whether there is something to fetch, and what its sender calls it; never where it lies. */
const withoutReference = (media: Media): Media => ({ ...media, file: media.file === null ? null : 'here' })

export interface StaffReader {
  readonly id: string
  /** At which they sit. */
  readonly desks: readonly string[]
  /** Whether they may read notes of this case. */
  readonly notes: boolean
}

export function staffLines(c: StaffCase, reader: StaffReader, lines: readonly Line[]): readonly Line[] {
  // Who has somebody in danger, or could take them, reads this case's talk whatever the desk; notes stay where they are.
  const mayHave = c.state === 'queued' || c.by?.id === reader.id
  const since = c.urgency === 'danger' && mayHave ? c.openedAt : Number.POSITIVE_INFINITY
  const theirs = lines.filter((line) => {
    const note = line.seenBy === 'staff' && line.mark === null
    if (note && !reader.notes) return false
    return line.desk === undefined || reader.desks.includes(line.desk) || (line.at >= since && !note)
  })
  return theirs.map((line) => (line.media ? { ...line, media: withoutReference(line.media) } : line))
}

type StaffCase = Pick<CaseView, 'state' | 'by' | 'urgency' | 'openedAt'>
