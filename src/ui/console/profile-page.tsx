import { useEffect, useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { useDeed } from './deed.ts'
import { Choose, Field, Form, listOf, Problem, textOf } from './field.tsx'
import { OwnKeys } from './own-keys.tsx'
import { OwnPager } from './own-pager.tsx'
import { Page } from './page.tsx'
import { type Own, staffWire } from './staff-wire.ts'

/** One's own account: the name one is seen by, languages, and what one signs in with. */
export function ProfilePage() {
  const { desk, say } = useConsole()
  const [own, setOwn] = useState<Own | null>(null)
  const { busy, problem, run } = useDeed()
  const load = async () => setOwn(await staffWire.own())
  useEffect(() => run(load), [])
  const leave = () =>
    run(async () => {
      await staffWire.endEverywhere()
      await desk.begin()
    })
  return (
    <Page title={say('me.title')}>
      {!own && <Problem words={problem ?? say('loading')} />}
      {own && (
        <>
          <About own={own} saved={load} />
          {own.pager && <OwnPager connected={own.pager.connected} changed={load} />}
          <OwnKeys own={own} changed={load} />
          <section class="sheet stack">
            <h3>{say('me.everywhere')}</h3>
            <p>{say('me.everywhere-what')}</p>
            <Problem words={problem} />
            <button type="button" class="button" data-testid="sign-out-everywhere" disabled={busy} onClick={leave}>
              {say('me.everywhere')}
            </button>
          </section>
        </>
      )}
    </Page>
  )
}

function About({ own, saved }: { readonly own: Own; readonly saved: () => Promise<void> }) {
  const { desk, say } = useConsole()
  const { busy, problem, run } = useDeed()
  const [done, setDone] = useState(false)
  const save = (fields: FormData) =>
    run(async () => {
      setDone(false)
      await staffWire.saveOwn(textOf(fields, 'displayName'), listOf(fields, 'languages'))
      await saved()
      await desk.begin()
      setDone(true)
    })
  return (
    <Form class="sheet stack" submit={save}>
      <Field
        label={say('me.display-name')}
        hint={say('me.display-hint')}
        name="displayName"
        defaultValue={own.displayName}
        autocomplete="nickname"
        maxLength={60}
        required
      />
      <Choose
        legend={say('staff.languages')}
        name="languages"
        options={own.choices.languages.map(({ tag, ownName }) => ({ value: tag, words: ownName, lang: tag }))}
        chosen={own.languages}
      />
      <Problem words={problem} />
      <p role="status">{done && say('me.saved')}</p>
      <button type="submit" class="button main" data-testid="save-profile" disabled={busy}>
        {say('me.save')}
      </button>
    </Form>
  )
}
