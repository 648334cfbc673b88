import type {
  Attempt,
  CaseId,
  CaseReason,
  ChannelName,
  ClosedHow,
  Conversation,
  ConversationId,
  Interpretation,
  StaffRef,
  Time,
  Urgency,
} from './conversation.ts'
import type { LanguageTag } from './language.ts'

/** A case as the queue and the console see it: a view of the conversation, written in the same commit. */
export interface CaseView {
  readonly id: CaseId
  readonly conversation: ConversationId
  readonly channel: ChannelName
  readonly state: 'queued' | 'claimed' | 'closed'
  readonly desk: string
  readonly urgency: Urgency
  readonly reason: CaseReason
  readonly language: LanguageTag | null
  readonly interpretation: Interpretation['at']
  readonly interpreterLanguage: LanguageTag | null
  readonly openedAt: Time
  readonly closedAt: Time | null
  readonly how: ClosedHow | null
  readonly by: StaffRef | null
  readonly offeredTo: StaffRef | null
  /** Whose move it is, since when. */
  readonly attention: Conversation['attention']['who']
  readonly attentionSince: Time
  /** The question that led here, as the person wrote it. Sealed at rest. */
  readonly question: string | null
  readonly follows: CaseId | null
  readonly unreachable: string | null
  readonly rating: 'good' | 'bad' | null
  readonly trail: readonly Attempt[]
}

/** The case of a conversation; null while the bot owns it and nothing was ever handed over. */
export function caseView(c: Conversation): CaseView | null {
  const h = c.handling
  if (h.at === 'bot') return null
  return {
    id: h.case.id,
    conversation: c.id,
    channel: c.channel,
    state: h.at,
    desk: h.case.desk,
    urgency: h.case.urgency,
    reason: h.case.reason,
    language: c.language?.tag ?? null,
    interpretation: c.interpretation.at,
    interpreterLanguage: 'language' in c.interpretation ? c.interpretation.language : null,
    openedAt: h.case.openedAt,
    closedAt: h.at === 'closed' ? h.closedAt : null,
    how: h.at === 'closed' ? h.how : null,
    by: h.at === 'queued' ? null : h.by,
    offeredTo: h.case.offer?.to ?? null,
    attention: c.attention.who,
    attentionSince: c.attention.since,
    question: h.case.question,
    follows: h.case.follows,
    unreachable: c.unreachable,
    rating: c.rating.at === 'given' ? c.rating.value : null,
    trail: c.trail,
  }
}
