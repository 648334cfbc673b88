import type { ChatLine } from './line.ts'

/**
 * What the person said and the server has not shown back yet.
 *
 *   waiting -> sending -> sent -> (its line arrives: gone)
 *      ^          |----> failed   refused for good; sent again only when asked to
 *      '----------'               no connection: tried again by itself, with the same id, so that it is said once
 */
export interface Unsent {
  readonly id: string
  readonly kind: 'message' | 'start'
  readonly text: string
  readonly act: string | null
  readonly at: number
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed'
  readonly tries: number
  /** The last line that was there when it went out. */
  readonly after: number
  /** The server's id of it, once sent. */
  readonly sentAs: string | null
}

/** Without what has arrived as a line. A line settles one message, a message is settled by one line. */
export function unsettled(unsent: readonly Unsent[], lines: readonly ChatLine[]): readonly Unsent[] {
  const mine = lines.filter((line) => line.speaker === 'person')
  const used = new Set<string>()
  const settles = (line: ChatLine, one: Unsent) =>
    line.clientId === null
      ? line.id === one.sentAs || (one.state === 'sent' && line.number > one.after && line.text === one.text)
      : line.clientId === one.id || line.id === one.sentAs
  const left = unsent.filter((one) => {
    const line = mine.find((candidate) => !used.has(candidate.id) && settles(candidate, one))
    if (line) used.add(line.id)
    return line === undefined
  })
  return left.length === unsent.length ? unsent : left
}

export type Shown =
  | { readonly kind: 'line'; readonly line: ChatLine }
  | { readonly kind: 'unsent'; readonly unsent: Unsent }

/** The talk as it is shown: what is not said yet comes last, what was said stands where it was said. */
export function shown(lines: readonly ChatLine[], unsent: readonly Unsent[]): readonly Shown[] {
  const out: Shown[] = []
  const messages = unsent.filter((one) => one.kind === 'message')
  const sent = messages.filter((one) => one.state === 'sent')
  let next = 0
  for (const line of lines) {
    for (let one = sent[next]; one && one.after < line.number; one = sent[++next])
      out.push({ kind: 'unsent', unsent: one })
    out.push({ kind: 'line', line })
  }
  for (const one of sent.slice(next)) out.push({ kind: 'unsent', unsent: one })
  for (const one of messages) if (one.state !== 'sent') out.push({ kind: 'unsent', unsent: one })
  return out
}

/** The outbox with one message changed. */
export function change(unsent: readonly Unsent[], id: string, to: Partial<Unsent>): readonly Unsent[] {
  return unsent.map((one) => (one.id === id ? { ...one, ...to } : one))
}
