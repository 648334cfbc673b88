import { useEffect, useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Field, Form, Problem, textOf } from './field.tsx'
import { pathOf } from './route.ts'
import { type Opened, staffWire } from './staff-wire.ts'
import { Refused } from './wire.ts'

/** Whoever comes by a one-time link chooses a name to be seen by and a password. */
export function LinkPage({ secret }: { readonly secret: string }) {
  const { desk, say } = useConsole()
  const { busy, problem, run } = useDeed()
  const [opened, setOpened] = useState<Opened | 'none' | null>(null)
  const [shown, setShown] = useState(false)
  const orNone = async (asked: () => Promise<void>): Promise<void> => {
    try {
      await asked()
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.code !== 'no-link') throw refused
      setOpened('none')
    }
  }
  useEffect(() => run(() => orNone(async () => setOpened(await staffWire.openLink(secret)))), [secret])
  if (opened === 'none')
    return (
      <section class="stack" data-testid="no-link">
        <p>{say('fault.no-link')}</p>
        <a class="button" href={pathOf(null)}>
          {say('link.to-sign-in')}
        </a>
      </section>
    )
  if (!opened) return <Problem words={problem ?? say('loading')} />
  const use = (fields: FormData) =>
    orNone(async () => {
      const arrival = await staffWire.useLink(secret, textOf(fields, 'displayName'), textOf(fields, 'next'))
      // The used link leaves the address line, and with it the history.
      history.replaceState(null, '', pathOf(null))
      dispatchEvent(new HashChangeEvent('hashchange'))
      await desk.arrive(arrival)
    })
  return (
    <Form class="stack" submit={(fields) => run(() => use(fields))}>
      <h2>{say(`link.${opened.what}`)}</h2>
      <Field label={say('sign-in.login')} name="login" value={opened.login} autocomplete="username" readonly />
      <Field
        label={say('me.display-name')}
        hint={say('me.display-hint')}
        name="displayName"
        defaultValue={opened.displayName}
        autocomplete="nickname"
        maxLength={60}
        required
      />
      <Field
        label={say('me.new-password')}
        hint={say('me.password-hint')}
        name="next"
        type={shown ? 'text' : 'password'}
        autocomplete="new-password"
        minLength={10}
        required
      />
      <label class="check">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />
        {say('me.show-password')}
      </label>
      <Problem words={problem} />
      <button type="submit" class="button main" data-testid="use-link" disabled={busy}>
        {say('link.go-on')}
      </button>
    </Form>
  )
}
