import type { ChannelName, ConversationId } from '../core/conversation.ts'
import { mostFileBytes, readKept } from '../core/kept-file.ts'
import type { Channel } from '../core/ports.ts'
import type { Media } from '../core/transcript.ts'
import type { KeptFiles } from './kept.ts'
import { bodyOf, cleaned, type Shown, viewOf } from './view.ts'

export type Opened =
  | { readonly at: 'open'; readonly file: Shown }
  /** Nobody has it any more, it is larger than we take, it cannot be asked for now, it has no bytes. */
  | { readonly at: 'gone' | 'too-large' | 'not-now' | 'empty' }

export type Taken = { readonly at: 'taken'; readonly media: Media } | { readonly at: 'empty' | 'no-room' }

export interface FileDesk {
  /** What hangs on a line, streamed from where it lies. Nothing of it stays here. */
  open(channel: ChannelName, media: Media): Promise<Opened>
  /** A kept file, for whoever has its reference. */
  openKept(reference: string, name?: string): Promise<Opened>
  /** Keeps what somebody sends, bare of what pictures tell besides themselves. `voice`: its sender recorded it. */
  take(conversation: ConversationId, name: string, bytes: Uint8Array, voice: boolean): Promise<Taken>
}

export function createFileDesk(kept: KeptFiles, channelOf: (name: ChannelName) => Channel | undefined): FileDesk {
  return {
    async open(name, media) {
      if (media.file === null) return { at: 'gone' }
      if (readKept(media.file)) return openKept(media.file, media.name)
      const found = await channelOf(name)?.fetch?.(media.file, mostFileBytes)
      if (!found) return { at: 'gone' }
      return found.at === 'open' ? shownAs(await viewOf(media, bodyOf(found))) : found
    },
    openKept,
    async take(conversation, name, bytes, voice) {
      const clean = await cleaned({ name }, bytes)
      if (!clean) return { at: 'empty' }
      const file = await kept.keep(conversation, clean.bytes)
      if (!file) return { at: 'no-room' }
      const { shown, type, name: safe } = clean.view
      const kind =
        shown === 'picture' ? 'picture' : shown === 'sound' && (voice || type.startsWith('audio/')) ? 'voice' : 'file'
      return { at: 'taken', media: { kind, file, name: safe, bytes: clean.bytes.length, type } }
    },
  }

  async function openKept(reference: string, name?: string): Promise<Opened> {
    const bytes = await kept.open(reference)
    if (!bytes) return { at: 'gone' }
    return shownAs(await viewOf(name === undefined ? {} : { name }, bodyOf(bytes)))
  }
}

const shownAs = (file: Shown | null): Opened => (file ? { at: 'open', file } : { at: 'empty' })
