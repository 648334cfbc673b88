import { useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Field, Form, Problem, textOf } from './field.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUp } from './set-up.tsx'
import { type Own, staffWire } from './staff-wire.ts'

interface Props {
  readonly own: Own
  readonly changed: () => Promise<void>
}

/** What one signs in with. Nothing of it is changed without the password of now: a computer may stand open. */
export function OwnKeys({ own, changed }: Props) {
  const { say, state } = useConsole()
  const { busy, problem, run } = useDeed()
  const [password, setPassword] = useState('')
  const [adding, setAdding] = useState(false)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const deed = (ask: () => Promise<unknown>, words: string) => () =>
    run(async () => {
      setSaid(null)
      await ask()
      await changed()
      setSaid(say(words))
    })
  const locked = busy || password === ''
  const date = (at: number) => new Date(at).toLocaleDateString(state.language)
  return (
    <section class="sheet stack" data-testid="own-keys">
      <h3>{say('me.keys')}</h3>
      <label>
        {say('me.password-now')}
        <input
          class="field"
          type="password"
          data-testid="password-now"
          autocomplete="current-password"
          value={password}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <p class="small quiet">{say('me.password-why')}</p>
      <Form
        class="row"
        submit={(fields) =>
          deed(async () => {
            await staffWire.changePassword(password, textOf(fields, 'next'))
            setPassword('')
          }, 'me.password-changed')()
        }
      >
        <div class="grow">
          <Field
            label={say('me.new-password')}
            hint={say('me.password-hint')}
            name="next"
            type="password"
            autocomplete="new-password"
            minLength={10}
            required
          />
        </div>
        <button type="submit" class="button" data-testid="change-password" disabled={locked}>
          {say('me.change-password')}
        </button>
      </Form>
      <h4>{say('factor.title')}</h4>
      <ul class="stack" data-testid="factors">
        {own.totp && (
          <li class="row">
            <span class="grow">{say('factor.app')}</span>
            <button
              type="button"
              class="button"
              disabled={locked}
              onClick={deed(() => staffWire.removeApp(password), 'factor.removed')}
            >
              {say('factor.remove')}
            </button>
          </li>
        )}
        {own.passkeys.map((one) => (
          <li key={one.id} class="row">
            <span class="grow">{say('factor.passkey-of', { date: date(one.addedAt) })}</span>
            <button
              type="button"
              class="button"
              disabled={locked}
              onClick={deed(() => staffWire.removePasskey(password, one.id), 'factor.removed')}
            >
              {say('factor.remove')}
            </button>
          </li>
        ))}
        {!own.totp && own.passkeys.length === 0 && <li class="quiet">{say('factor.none')}</li>}
      </ul>
      <p>{say('recovery.left', { number: own.recoveryLeft })}</p>
      <Problem words={problem} />
      <p role="status">{said}</p>
      {adding && (
        <SetUp
          password={password}
          done={() => {
            setAdding(false)
            deed(async () => undefined, 'factor.added')()
          }}
        />
      )}
      {codes && <RecoveryCodes codes={codes} kept={() => setCodes(null)} />}
      <div class="row">
        <button
          type="button"
          class="button"
          data-testid="add-factor"
          disabled={locked}
          aria-expanded={adding}
          onClick={() => setAdding(!adding)}
        >
          {say('factor.add-one')}
        </button>
        <button
          type="button"
          class="button"
          data-testid="renew-recovery"
          disabled={locked}
          onClick={deed(async () => setCodes((await staffWire.renewRecovery(password)).recovery), 'recovery.renewed')}
        >
          {say('recovery.renew')}
        </button>
      </div>
    </section>
  )
}
