import type { Line } from '../../core/transcript.ts'
import type { Pending } from './state.ts'

/** Pending words the talk does not show yet: a line that came first by the live stream must not stand there twice. */
export function notShownYet(pending: readonly Pending[], lines: readonly Line[], me: string): readonly Pending[] {
  const used = new Set<number>()
  return pending.filter((one) => {
    const line = lines.find(
      (candidate) =>
        candidate.number > one.after &&
        !used.has(candidate.number) &&
        candidate.from.who === 'consultant' &&
        candidate.from.name === me &&
        (candidate.seenBy === 'staff') === (one.kind === 'notes') &&
        (candidate.media !== undefined) === (one.file !== undefined) &&
        candidate.text === one.text,
    )
    if (line) used.add(line.number)
    return line === undefined
  })
}

/** A line with the interpretations that belong to it. */
export interface Stack {
  readonly line: Line
  readonly interpretations: readonly Line[]
  /** Its interpretation stands with a later message, for both. */
  readonly below: boolean
  /** Its writer changed it: the later version stands further down. */
  readonly replaced: boolean
}

/** Original and interpretation stand together: one that stands for several messages stands with the last of them. */
export function stacked(lines: readonly Line[]): readonly Stack[] {
  const there = new Set(lines.map((line) => line.number))
  const home = (line: Line) => line.interprets?.filter((number) => there.has(number)).at(-1)
  return lines
    .filter((line) => home(line) === undefined)
    .map((line) => {
      const interpretations = lines.filter((other) => home(other) === line.number)
      const meant = interpretations.length === 0 && lines.some((other) => other.interprets?.includes(line.number))
      return { line, interpretations, below: meant, replaced: isReplaced(line, lines) }
    })
}

const isReplaced = ({ number, about }: Line, lines: readonly Line[]): boolean =>
  about?.message !== undefined &&
  lines.some((other) => other.number > number && other.about?.edited && other.about.message === about.message)

/**
 * What the person has said since one of us last spoke to them: what an interpreter should read first. Buttons they
 * pressed were never their own words.
 */
export function unread(lines: readonly Line[]): readonly number[] {
  const last = lines.findLastIndex((line) => line.from.who === 'consultant' && line.seenBy !== 'staff')
  const pressed = new Set(lines.flatMap((line) => line.buttons.map(({ label }) => label)))
  const said = lines.slice(last + 1).filter((line) => line.from.who === 'person' && !pressed.has(line.text))
  return said.map((line) => line.number)
}

/** The oldest words that wait, with all of the same side that wait beside them: interpreted in one go. */
export function nextToInterpret(awaiting: readonly { readonly line: number; readonly from: string }[]) {
  const [first] = awaiting
  return awaiting.filter((one) => one.from === first?.from).map(({ line }) => line)
}
