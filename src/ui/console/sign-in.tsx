import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Field, Form, Problem, textOf } from './field.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { LinkPage } from './link-page.tsx'
import { hasPasskeys, showPasskey } from './passkeys.ts'
import { Prove } from './prove.tsx'
import { SetUp } from './set-up.tsx'
import { staffWire } from './staff-wire.ts'

/** The way in: password, then the second step; a passkey alone; or a one-time link. */
export function SignIn({ link }: { readonly link: string | null }) {
  const { state, say } = useConsole()
  return (
    <main class="sign-in">
      <h1>{say('console.title')}</h1>
      {link !== null ? (
        <LinkPage secret={link} />
      ) : state.step?.at === 'prove' ? (
        <Prove step={state.step} />
      ) : state.step ? (
        <FirstFactor />
      ) : (
        <Password said={state.stepEnded ? say('fault.ended') : null} />
      )}
      <LanguageSwitch />
    </main>
  )
}

/** There is no second factor yet: one has to be set up before anything else. */
function FirstFactor() {
  const { desk, say } = useConsole()
  return (
    <section class="stack" data-testid="first-factor">
      <h2>{say('factor.first')}</h2>
      <p>{say('factor.why')}</p>
      <SetUp password="" done={(me) => void desk.arrive({ me })} />
      <button type="button" class="button plain" onClick={desk.leaveStep}>
        {say('sign-in.other')}
      </button>
    </section>
  )
}

function Password({ said }: { readonly said: string | null }) {
  const { state, desk, say, name } = useConsole()
  const { busy, problem, run } = useDeed('sign-in.wrong')
  const enter = (login: string, password: string) =>
    run(async () => desk.arrive(await staffWire.signIn(login, password)))
  return (
    <>
      <Form submit={(fields) => enter(textOf(fields, 'login'), textOf(fields, 'password'))}>
        <Field label={say('sign-in.login')} name="login" autocomplete="username" required />
        <Field
          label={say('sign-in.password')}
          name="password"
          type="password"
          autocomplete="current-password"
          required
        />
        <Problem words={problem ?? said} />
        <button type="submit" class="button main" data-testid="sign-in" disabled={busy}>
          {say('sign-in.enter')}
        </button>
      </Form>
      {state.passkeys && hasPasskeys() && (
        <button
          type="button"
          class="button"
          data-testid="passkey-alone"
          disabled={busy}
          onClick={() =>
            run(async () => {
              const shown = await showPasskey(await staffWire.passkeyToShow())
              await desk.arrive(await staffWire.showPasskey(shown))
            })
          }
        >
          {say('sign-in.passkey')}
        </button>
      )}
      {state.demoLogins.length > 0 && (
        <section class="demo">
          <h2>{say('sign-in.demo')}</h2>
          {state.demoLogins.map((one) => (
            <button
              key={one.login}
              type="button"
              class="button"
              data-testid="demo-login"
              data-login={one.login}
              disabled={busy}
              onClick={() => enter(one.login, one.password)}
            >
              <bdi>{one.login}</bdi>
              <small>{name('role', one.role)}</small>
            </button>
          ))}
        </section>
      )}
    </>
  )
}
