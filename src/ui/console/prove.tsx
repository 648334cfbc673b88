import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Field, Form, Problem, textOf } from './field.tsx'
import { hasPasskeys, showPasskey } from './passkeys.ts'
import { type Arrival, type SecondStep, staffWire } from './staff-wire.ts'

/** The second step: a code, or a passkey. */
export function Prove({ step }: { readonly step: SecondStep }) {
  const { desk, state, say } = useConsole()
  const { busy, problem, run } = useDeed()
  const prove = (ask: () => Promise<Arrival>) => run(async () => desk.arrive(await ask()))
  return (
    <section class="stack" data-testid="second-step">
      <h2>{say('second.title')}</h2>
      {step.passkey && state.passkeys && hasPasskeys() && (
        <button
          type="button"
          class="button main"
          data-testid="second-passkey"
          disabled={busy}
          onClick={() => prove(async () => staffWire.showPasskey(await showPasskey(await staffWire.passkeyToShow())))}
        >
          {say('second.passkey')}
        </button>
      )}
      <Form submit={(fields) => prove(() => staffWire.prove(textOf(fields, 'code')))}>
        <Field
          label={say(step.totp ? 'second.code' : 'second.recovery')}
          hint={step.totp ? say('second.hint') : undefined}
          name="code"
          autocomplete="one-time-code"
          required
        />
        <Problem words={problem} />
        <button type="submit" class="button main" data-testid="prove" disabled={busy}>
          {say('sign-in.enter')}
        </button>
      </Form>
      <p class="small quiet">{say('second.lost')}</p>
      <button type="button" class="button plain" onClick={desk.leaveStep}>
        {say('sign-in.other')}
      </button>
    </section>
  )
}
