import type { CaseView } from '../core/case-view.ts'
import type { Time } from '../core/conversation.ts'
import type { SystemEvent } from '../core/events.ts'
import { type Consoles, lingersMs } from './consoles.ts'

export interface Vanishing {
  readonly conversation: string
  readonly event: Extract<SystemEvent, { type: 'consultantVanished' }>
}

/**
 * The cases in which a person waits for a consultant who is no longer here. Never one that waits for the person, for an
 * interpreter or for a time: those may wait with the console closed. A person who writes to somebody long gone gets the
 * whole moment from then on: they may just be coming back.
 */
export function vanishings(open: readonly CaseView[], consoles: Consoles, now: Time): Vanishing[] {
  return open.flatMap((c): Vanishing[] => {
    if (c.state !== 'claimed' || c.attention !== 'consultant' || !c.by) return []
    const away = consoles.awaySince(c.by.id)
    if (away === null || now - Math.max(away, c.attentionSince) < lingersMs) return []
    // Named after what it follows from: two rounds that see the same vanishing tell of one.
    const id = `vanished:${c.id}:${c.by.id}:${c.attentionSince}`
    return [{ conversation: c.conversation, event: { id, at: now, type: 'consultantVanished', staff: c.by.id } }]
  })
}
