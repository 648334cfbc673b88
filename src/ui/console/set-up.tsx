import { useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Field, Form, Problem, textOf } from './field.tsx'
import { hasPasskeys, makePasskey } from './passkeys.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { type Added, type App, staffWire } from './staff-wire.ts'
import type { Me } from './wire.ts'

interface Props {
  /** Given again by whoever is signed in; empty for who has just given it. */
  readonly password: string
  readonly done: (me: Me) => void
}

/** Adds a second factor: an app on the phone, or a passkey. With the first come the recovery codes. */
export function SetUp({ password, done }: Props) {
  const { state, say } = useConsole()
  const { busy, problem, run } = useDeed()
  const [app, setApp] = useState<App | null>(null)
  const [added, setAdded] = useState<Added | null>(null)
  const finish = (result: Added) => {
    setApp(null)
    if (result.recovery) setAdded(result)
    else done(result.me)
  }
  if (added?.recovery) return <RecoveryCodes codes={added.recovery} kept={() => done(added.me)} />
  if (app)
    return (
      <AppToScan
        app={app}
        busy={busy}
        problem={problem}
        submit={(code) => run(async () => finish(await staffWire.addApp(password, code)))}
      />
    )
  return (
    <div class="stack">
      <button
        type="button"
        class="button"
        data-testid="add-app"
        disabled={busy}
        onClick={() => run(async () => setApp(await staffWire.appToAdd(password)))}
      >
        {say('factor.app')}
      </button>
      {state.passkeys && hasPasskeys() && (
        <button
          type="button"
          class="button"
          data-testid="add-passkey"
          disabled={busy}
          onClick={() =>
            run(async () => {
              const made = await makePasskey(await staffWire.passkeyToAdd(password))
              finish(await staffWire.addPasskey(made))
            })
          }
        >
          {say('factor.passkey')}
        </button>
      )}
      <Problem words={problem} />
    </div>
  )
}

interface AppProps {
  readonly app: App
  readonly busy: boolean
  readonly problem: string | null
  readonly submit: (code: string) => void
}

/** The picture for the phone's camera, and the same as text for whoever cannot use it. */
function AppToScan({ app, busy, problem, submit }: AppProps) {
  const { say } = useConsole()
  const { size, path } = app.qr
  return (
    <Form class="stack" submit={(fields) => submit(textOf(fields, 'code'))}>
      <p>{say('factor.scan')}</p>
      <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={say('factor.qr')}>
        <path d={path} />
      </svg>
      <p>
        {say('factor.secret')}{' '}
        <code data-testid="totp-secret" data-secret={app.secret}>
          {app.secret.replace(/(.{4})(?=.)/g, '$1 ')}
        </code>
      </p>
      <Field label={say('factor.code')} name="code" numeric autocomplete="one-time-code" maxLength={7} required />
      <Problem words={problem} />
      <button type="submit" class="button main" data-testid="add-app-code" disabled={busy}>
        {say('factor.add')}
      </button>
    </Form>
  )
}
