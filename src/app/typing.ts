import { createSeldom, typingMs } from '../channels/common/seldom.ts'
import type { CaseView } from '../core/case-view.ts'
import type { Channel, Live, LiveSignal, Store } from '../core/ports.ts'

export interface TypingParts {
  readonly store: Pick<Store, 'case' | 'load'>
  readonly live: Pick<Live, 'subscribe'>
  readonly channels: ReadonlyMap<string, Pick<Channel, 'typing'>>
  readonly now: () => number
  readonly failed: (error: unknown) => void
}

/**
 * Whoever waits sees that somebody is writing to them: silence is what makes people give up. Beside everything, and lost
 * without harm. Returns how to end it.
 */
export function showTyping(parts: TypingParts): () => void {
  const { store, live, channels, now, failed } = parts
  const seldom = createSeldom(typingMs)
  return live.subscribe((signal) => {
    if (signal.what !== 'presence' || signal.doing !== 'writing' || !seldom(`${signal.case} ${signal.staff.id}`, now()))
      return
    show(signal).catch(failed)
  })

  async function show(signal: Extract<LiveSignal, { what: 'presence' }>): Promise<void> {
    const view = await store.case(signal.case)
    if (!view || writesTo(view) !== signal.staff.id) return
    const channel = channels.get(view.channel)
    if (!channel?.typing) return
    const { conversation } = await store.load(view.conversation)
    if (conversation) channel.typing(conversation.address)
  }
}

/**
 * Whose words the person will read next: the interpreter's while there is one, the consultant's while none is needed.
 * Somebody who only looks in, or whose words wait for an interpreter, is writing to nobody yet.
 */
function writesTo({ state, by, interpretation, interpreter }: CaseView): string | null {
  if (state !== 'claimed') return null
  if (interpretation === 'active') return interpreter?.id ?? null
  return interpretation === 'none' || interpretation === 'ended' ? (by?.id ?? null) : null
}
