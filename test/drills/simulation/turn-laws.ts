import type { Conversation } from '../../../src/core/conversation.ts'
import type { StaffEvent } from '../../../src/core/events.ts'
import type { Inbound } from '../../../src/core/ports.ts'
import type { Committed } from './chronicle.ts'

/** What is known outside of an event, by its id. */
export interface Known {
  readonly inbound: (event: string) => Inbound | undefined
  readonly staff: (event: string) => StaffEvent | undefined
}

/** What must be true of every turn in the moment it is durable: a sentence for each law it breaks. */
export function brokenBy(committed: Committed, known: Known): string[] {
  const { turn, before } = committed
  const after = turn.conversation
  const staff = known.staff(turn.event)
  const broken: string[] = []
  const law = (holds: boolean, sentence: string): void => {
    if (!holds) broken.push(`${sentence} (${turn.event} of ${after.id})`)
  }
  const [was, is] = [ownerOf(before), ownerOf(after)]
  law(
    was === null || is === null || was === is || (staff?.type === 'offerAnswered' && staff.by.id === is),
    'a case goes from owner to owner only when the second one accepts it',
  )
  if (staff?.type === 'caseClaimed') law(is === staff.by.id, 'whoever claims a case has it')
  const spoken = turn.lines.some((line) => line.from.who === 'consultant' && line.delivery !== null)
  law(!spoken || (staff !== undefined && was === staff.by.id), 'only the owner speaks to the person')

  const answers = turn.lines.filter(({ from, text }) => from.who === 'bot' && text.startsWith('[answer]'))
  law(!(before?.danger && after.danger) || answers.length === 0, 'nobody in danger is answered by the FAQ')
  const closed = before?.handling.at !== 'closed' && after.handling.at === 'closed'
  law(!(closed && before?.danger && turn.event.startsWith('due:')), 'no clock closes a case of danger')
  law(!(after.danger && isIdle(after)), 'somebody in danger stands in an open case')
  if (closed && after.handling.at === 'closed' && after.handling.how !== 'unreachable')
    law(
      turn.lines.some((line) => line.delivery !== null),
      'whoever’s case is closed is told so',
    )

  const written = known.inbound(turn.event)?.what
  if (written?.type === 'personWrote') {
    const { text } = written
    if (text.startsWith('danger')) {
      const [first] = turn.lines.filter((line) => line.delivery !== null)
      law(first?.text.startsWith('[danger') === true, 'danger is met with the numbers first')
      law(answers.length === 0, 'danger is not answered by the FAQ')
    }
    law(
      turn.lines.some((line) => line.delivery !== null) || after.handling.at === 'claimed',
      'whoever writes is answered, or a consultant has the talk',
    )
    const handed = before?.handling.at === 'queued' || before?.handling.at === 'claimed'
    law(!handed || turn.forget || turn.lines.some((line) => line.text === text), 'what is said in a case stands in it')
  }
  return broken
}

const ownerOf = (c: Conversation | null): string | null => (c?.handling.at === 'claimed' ? c.handling.by.id : null)
const isIdle = (c: Conversation): boolean => c.handling.at === 'bot' || c.handling.at === 'closed'
