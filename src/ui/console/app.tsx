import { useEffect, useState } from 'preact/hooks'
import { sayFirst, sayFrom } from '../shared/strings.ts'
import { useStore } from '../shared/use-store.ts'
import { About } from './about.tsx'
import { CasePage } from './case-page.tsx'
import { setConsole } from './context.ts'
import type { Actions } from './desk.ts'
import { useHere } from './here.ts'
import { useKeys } from './keys.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { ProfilePage } from './profile-page.tsx'
import { QueuePage } from './queue-page.tsx'
import { ReportPage } from './report-page.tsx'
import { useRoute } from './route.ts'
import { SignIn } from './sign-in.tsx'
import { StaffPage } from './staff-page.tsx'
import { type Desk, needed } from './state.ts'
import { TopBar } from './top-bar.tsx'
import { wire } from './wire.ts'

/** The console: sign-in, or queue, case and what is known about it side by side. */
export function App({ desk, can }: { readonly desk: Desk; readonly can: Actions }) {
  const state = useStore(desk)
  const route = useRoute()
  const [keysShown, showKeys] = useState(false)
  const [closing, setClosing] = useState(false)
  const count = needed(state.queue)
  const strings = state.strings ?? {}
  const say = sayFrom(strings)
  const title = say('console.title')
  useEffect(() => can.open(state.signedIn ? route.id : null), [route.id, state.signedIn])
  useEffect(() => {
    if (state.strings) document.title = count > 0 ? `(${count}) ${title}` : title
  }, [count, title])
  useKeys({ can, state, route, showKeys, setClosing })
  useHere(state.signedIn === true, () => void wire.session().catch(can.failed))
  if (!state.strings || state.signedIn === null) return <div class="console" aria-busy="true" />
  const name = (group: string, value: string) => sayFirst(strings, `${group}.${value}`, value)
  setConsole({ state, desk: can, say, name })
  const screen = route.id === null ? 'at-queue' : route.about ? 'at-about' : 'at-case'
  return (
    <>
      {!state.signedIn || route.link !== null ? (
        <SignIn link={route.link} />
      ) : route.page ? (
        <div class="console at-page">
          <TopBar showKeys={() => showKeys(true)} />
          {route.page === 'staff' ? <StaffPage /> : route.page === 'report' ? <ReportPage /> : <ProfilePage />}
        </div>
      ) : (
        <div class={`console ${screen}`}>
          <TopBar showKeys={() => showKeys(true)} />
          <main>
            <QueuePage pick={(tab) => desk.change((now) => ({ ...now, tab }))} />
            <CasePage
              id={route.id}
              draft={(key, text) => desk.change((now) => ({ ...now, drafts: { ...now.drafts, [key]: text } }))}
              dismiss={() => desk.change((now) => ({ ...now, problem: null }))}
              closing={closing}
              setClosing={setClosing}
            />
            <About id={route.id} />
          </main>
        </div>
      )}
      <KeysDialog shown={keysShown} hide={() => showKeys(false)} />
    </>
  )
}
