import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Field, Form, Problem, textOf } from './field.tsx'
import type { Detail } from './wire.ts'

/** A colleague's case is theirs to read. Who must read it says why, and the owner sees that they did. */
export function Withheld({ detail }: { readonly detail: Detail }) {
  const { desk, say } = useConsole()
  const { busy, problem, run } = useDeed()
  return (
    <div class="empty">
      <p>{say('talk.withheld')}</p>
      {detail.can.includes('read-anothers') && (
        <Form class="stack" submit={(fields) => run(() => desk.readAnothers(textOf(fields, 'reason')))}>
          <Field label={say('reading.reason')} name="reason" hint={say('reading.hint')} maxLength={300} required />
          {problem && <Problem words={problem} />}
          <button type="submit" class="button" disabled={busy} data-testid="reading">
            {say('reading.do')}
          </button>
        </Form>
      )}
    </div>
  )
}
