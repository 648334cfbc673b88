import { CloseDialog } from './close-dialog.tsx'
import { InterpreterDialog } from './interpreter-dialog.tsx'
import { SleepDialog } from './sleep-dialog.tsx'
import { TransferDialog } from './transfer-dialog.tsx'
import type { Case, Detail, Me } from './wire.ts'

/** Which question about the open case stands on the screen. */
export type Asked = 'close' | 'transfer' | 'sleep' | 'interpreter' | null

interface Props {
  readonly one: Case
  readonly asked: Asked
  readonly hide: () => void
}

/** Everything about a case that is asked before it is done. */
export function CaseDialogs({ one, asked, hide }: Props) {
  return (
    <>
      <CloseDialog one={one} shown={asked === 'close'} hide={hide} />
      <TransferDialog one={one} shown={asked === 'transfer'} hide={hide} />
      <SleepDialog one={one} shown={asked === 'sleep'} hide={hide} />
      <InterpreterDialog one={one} shown={asked === 'interpreter'} hide={hide} />
    </>
  )
}

/** What may be asked about this case by this member: keys, buttons and the palette agree. */
export function mayAsk(
  asked: Exclude<Asked, null>,
  { case: one, can }: Pick<Detail, 'case' | 'can'>,
  me: Me | null,
): boolean {
  if (one.state !== 'claimed') return false
  // To be offered a case gives no say in it yet. A coordinator has one in everybody's, but puts off none.
  if (one.by?.id !== me?.id && (asked === 'sleep' || !me?.roles.includes('coordinator'))) return false
  if (asked === 'interpreter') return can.includes('invite-interpreter')
  return can.includes(asked === 'transfer' ? 'transfer' : 'close')
}
