import type { Added, AskedGroup, Coverage, RevisionUse, Tried } from '../../core/editing.ts'
import { send } from '../console/wire.ts'

export type { Added, AskedGroup, Coverage, RevisionUse, Tried }

/** Which answers are live, and what is wrong with the newest edit. */
export interface Knowledge {
  readonly revision: string
  readonly since: number
  readonly mayEdit: boolean
  readonly refused: {
    readonly at: number
    readonly count: number
    readonly faults: readonly Fault[]
  } | null
}

export interface Fault {
  readonly file: string
  readonly line: number
  readonly column: number
  /** By language. */
  readonly message: Readonly<Record<string, string>>
}

export interface Asking {
  readonly text: string
  readonly language: string
  readonly audience: string
  readonly channel: string
}

export const editorWire = {
  state: () => send<Knowledge>('GET', '/api/knowledge'),
  tryOut: (asking: Asking) => send<Tried>('POST', '/api/knowledge/try', asking),
  asked: async () => (await send<{ groups: readonly AskedGroup[] }>('GET', '/api/knowledge/asked')).groups,
  coverage: () => send<Coverage & { readonly history: readonly RevisionUse[] }>('GET', '/api/knowledge/coverage'),
  addPhrase: (topic: string, language: string, text: string) =>
    send<Added>('POST', '/api/knowledge/phrases', { topic, language, text }),
  draft: (idea: Readonly<Record<'id' | 'area' | 'language' | 'title' | 'question' | 'answer', string>>) =>
    send<{ readonly file: string; readonly text: string }>('POST', '/api/knowledge/topics', idea),
}
