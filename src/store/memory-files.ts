import type { ConversationId, Time } from '../core/conversation.ts'
import { keptIn } from '../core/kept-file.ts'
import type { Files, Turn } from '../core/ports.ts'

interface Kept {
  readonly conversation: ConversationId
  readonly sealed: Uint8Array
  readonly until: Time | null
}

export interface MemoryFiles extends Files {
  /** What a turn means for them. */
  write(turn: Turn): void
  held(): { readonly count: number; readonly bytes: number }
  /** All of one conversation. */
  erase(conversation: ConversationId): void
  sweep(now: Time): void
}

/** The files of the memory store. */
export function createMemoryFiles(maxBytes: number): MemoryFiles {
  const files = new Map<string, Kept>()
  const until = (id: string, time: Time | null): void => {
    const kept = files.get(id)
    if (kept) files.set(id, { ...kept, until: time })
  }
  const held = () => ({
    count: files.size,
    bytes: [...files.values()].reduce((sum, { sealed }) => sum + sealed.length, 0),
  })
  const erase = (conversation: ConversationId): void => {
    for (const [id, kept] of files) if (kept.conversation === conversation) files.delete(id)
  }
  return {
    held,
    async keepFile({ id, ...kept }) {
      if (held().bytes + kept.sealed.length > maxBytes) return false
      files.set(id, structuredClone(kept))
      return true
    },
    file: async (id) => structuredClone(files.get(id)?.sealed ?? null),
    write(turn) {
      const { id } = turn.conversation
      if (turn.forget) erase(id)
      if (turn.keep) for (const [name, kept] of files) if (kept.conversation === id) until(name, null)
      for (const held of keptIn(turn.lines)) until(held.id, held.until)
    },
    erase,
    sweep(now) {
      for (const [id, kept] of files) if (kept.until !== null && kept.until <= now) files.delete(id)
    },
  }
}
