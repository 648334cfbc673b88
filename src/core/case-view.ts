import type {
  Attempt,
  CaseId,
  CaseReason,
  ChannelName,
  ClosedHow,
  Conversation,
  ConversationId,
  Outcome,
  StaffRef,
  Time,
  Urgency,
} from './conversation.ts'
import type { Awaiting, Interpretation } from './interpretation.ts'
import type { LanguageTag } from './language.ts'

/** A case as the queue and the console see it: a view of the conversation, written in the same commit. */
export interface CaseView {
  readonly id: CaseId
  readonly conversation: ConversationId
  readonly channel: ChannelName
  readonly state: 'queued' | 'claimed' | 'closed'
  readonly desk: string
  readonly office: string | null
  readonly urgency: Urgency
  readonly reason: CaseReason
  readonly language: LanguageTag | null
  readonly interpretation: Interpretation['at']
  readonly interpreterLanguage: LanguageTag | null
  readonly interpreterVariety: string | null
  /** Who interprets now. */
  readonly interpreter: StaffRef | null
  /** Whoever may accept to interpret: staff ids. */
  readonly invited: readonly string[]
  /** Lines whose words wait for an interpreter. */
  readonly awaiting: readonly Awaiting[]
  readonly bookedFor: Time | null
  readonly openedAt: Time
  readonly pickedUpAt: Time | null
  readonly unanswered: number
  readonly closedAt: Time | null
  readonly how: ClosedHow | null
  readonly by: StaffRef | null
  readonly offeredTo: StaffRef | null
  /** What the one who offers it says about it. Sealed at rest. */
  readonly offerNote: string | null
  readonly sleepsUntil: Time | null
  readonly outcome: Outcome | null
  readonly tags: readonly string[]
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
  const { handling: h, interpretation: i } = c
  if (h.at === 'bot') return null
  return {
    id: h.case.id,
    conversation: c.id,
    channel: c.channel,
    state: h.at,
    desk: h.case.desk,
    office: h.case.office,
    urgency: h.case.urgency,
    reason: h.case.reason,
    language: c.language?.tag ?? null,
    interpretation: i.at,
    interpreterLanguage: 'language' in i ? i.language : null,
    interpreterVariety: 'variety' in i ? i.variety : null,
    interpreter: i.at === 'active' ? i.by : null,
    invited: i.at === 'offered' ? i.invited : [],
    awaiting: 'awaiting' in i ? i.awaiting : [],
    bookedFor: i.at === 'booked' ? i.for : null,
    openedAt: h.case.openedAt,
    pickedUpAt: h.case.pickedUpAt,
    unanswered: h.case.unanswered,
    closedAt: h.at === 'closed' ? h.closedAt : null,
    how: h.at === 'closed' ? h.how : null,
    by: h.at === 'queued' ? null : h.by,
    offeredTo: h.case.offer?.to ?? null,
    offerNote: h.case.offer?.note ?? null,
    sleepsUntil: c.attention.who === 'sleeping' ? c.attention.until : null,
    outcome: h.at === 'closed' ? h.outcome : null,
    tags: h.at === 'closed' ? h.tags : [],
    attention: c.attention.who,
    attentionSince: c.attention.since,
    question: h.case.question,
    follows: h.case.follows,
    unreachable: c.unreachable,
    rating: c.rating.at === 'given' ? c.rating.value : null,
    trail: c.trail,
  }
}
