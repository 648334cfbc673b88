import { useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { Refused } from './wire.ts'

/** The way in. In the demo its accounts are one tap away. */
export function SignIn() {
  const { state, desk, say, name } = useConsole()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const enter = (login: string, password: string) => {
    setBusy(true)
    setProblem(null)
    desk
      .signIn(login, password)
      .catch((refused) => setProblem(problemOf(refused, say)))
      .finally(() => setBusy(false))
  }
  return (
    <main class="sign-in">
      <h1>{say('console.title')}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const fields = new FormData(event.currentTarget)
          enter(String(fields.get('login')), String(fields.get('password')))
        }}
      >
        <label>
          {say('sign-in.login')}
          <input
            class="field"
            name="login"
            data-testid="login"
            autocomplete="username"
            autocapitalize="none"
            required
          />
        </label>
        <label>
          {say('sign-in.password')}
          <input
            class="field"
            name="password"
            type="password"
            data-testid="password"
            autocomplete="current-password"
            required
          />
        </label>
        <p class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="button main" data-testid="sign-in" disabled={busy}>
          {say('sign-in.enter')}
        </button>
      </form>
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
      <LanguageSwitch />
    </main>
  )
}

function problemOf(problem: unknown, say: (key: string, params?: Record<string, number>) => string): string {
  if (!(problem instanceof Refused)) return say('problem.connection')
  if (problem.code === 'slow') return say('sign-in.slow', { seconds: problem.body.error?.afterSeconds ?? 60 })
  return say(problem.status === 401 ? 'sign-in.wrong' : 'problem.other')
}
