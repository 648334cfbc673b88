import { newId } from '../shared/new-id.ts'
import { sendFile } from './file-wire.ts'
import { type Desk, type Pending, type Problem, put } from './state.ts'
import { Refused, wire } from './wire.ts'

/** What a consultant writes, on its way: nothing is said twice, and nothing written is thrown away. */
export interface Outgoing {
  send(kind: Pending['kind'], text: string, through?: Pending['through']): void
  sendFile(file: File): void
  retry(op: string): void
  /** Takes a failed message back into the field. */
  takeBack(op: string): void
}

interface After {
  readonly refresh: () => Promise<void>
  readonly failed: (problem: unknown) => void
}

export function outgoing(desk: Desk, { refresh, failed }: After): Outgoing {
  async function post(one: Pending): Promise<void> {
    const update = (state: Pending['state']) =>
      put(desk, { pending: desk.get().pending.map((other) => (other.op === one.op ? { ...other, state } : other)) })
    update('sending')
    try {
      if (one.file) await sendFile(one.case, one.op, one.file)
      else await wire.act(one.case, one.kind, one.op, { text: one.text, through: one.through })
      update('sent')
      await refresh()
    } catch (problem) {
      if (problem instanceof Refused && (problem.status === 409 || (one.file && problem.status !== 503))) {
        back(one)
        put(desk, { problem: problemOf(problem, null) })
        await refresh()
        return
      }
      update('failed')
      failed(problem)
    }
  }

  function back(one: Pending): void {
    const { drafts, pending } = desk.get()
    const key = draftKey(one.case, one.kind)
    const text = [one.text, drafts[key]].filter(Boolean).join('\n')
    put(desk, { pending: pending.filter((other) => other.op !== one.op), drafts: { ...drafts, [key]: text } })
  }

  function begin(one: Omit<Pending, 'op' | 'case' | 'at' | 'after' | 'state'>): void {
    const { openId, open, pending } = desk.get()
    if (!openId || !open) return
    const after = open.lines.at(-1)?.number ?? 0
    const begun: Pending = { ...one, op: newId(), case: openId, at: Date.now(), after, state: 'sending' }
    put(desk, { pending: [...pending, begun], problem: null })
    void post(begun)
  }

  const find = (op: string) => desk.get().pending.find((other) => other.op === op)

  return {
    send(kind, text, through = 'as-typed') {
      const { openId, drafts } = desk.get()
      if (!openId || text.trim() === '') return
      const key = draftKey(openId, kind)
      // What was not written in the field (an answer of the FAQ) leaves the words there alone.
      if (drafts[key] === text) put(desk, { drafts: { ...drafts, [key]: '' } })
      begin({ kind, through, text: text.trim() })
    },
    sendFile: (file) => begin({ kind: 'messages', through: 'as-typed', text: '', file }),
    retry(op) {
      const one = find(op)
      if (one) void post(one)
    },
    takeBack(op) {
      const one = find(op)
      if (one) back(one)
    },
  }
}

export const draftKey = (id: string, kind: Pending['kind']): string => `${kind}:${id}`

/** Beside the words: that they were begun for an interpreter. */
export const throughKey = (id: string): string => `through:${id}`

const known = [
  ...['taken', 'not-yours', 'closed', 'not-allowed', 'no-such-case', 'offer-over', 'no-interpreter'],
  ...['interpreted-already', 'no-such-target', 'over', 'no-room', 'file-empty'],
]

/** A refusal in words; what we do not know may be tried again. */
export function problemOf(refused: Refused, again: (() => void) | null): Problem {
  const by = refused.body.error?.by
  if (!known.includes(refused.code)) return { key: 'problem.other', params: {}, again }
  const key = refused.code === 'not-yours' && !by ? 'problem.nobodys' : `problem.${refused.code}`
  return { key, params: { name: by?.name ?? '' }, again: null }
}
