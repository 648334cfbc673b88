import { useEffect, useState } from 'preact/hooks'
import { sayFrom } from '../shared/strings.ts'
import { useStore } from '../shared/use-store.ts'
import { About } from './about.tsx'
import type { Asked } from './case-dialogs.tsx'
import { CasePage } from './case-page.tsx'
import { setConsole } from './context.ts'
import type { Actions } from './desk.ts'
import { useHere } from './here.ts'
import { InterpretingPage } from './interpreting-page.tsx'
import { useKeys } from './keys.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { Later } from './later.tsx'
import { Palette } from './palette.tsx'
import { ProfilePage } from './profile-page.tsx'
import { QueuePage } from './queue-page.tsx'
import { ReportPage } from './report-page.tsx'
import { type Page, useRoute } from './route.ts'
import { sayFirst } from './say-first.ts'
import { SignIn } from './sign-in.tsx'
import { StaffPage } from './staff-page.tsx'
import { type Desk, needed } from './state.ts'
import { TopBar } from './top-bar.tsx'
import { type Me, wire } from './wire.ts'

const onlyInterprets = (me: Me | null): boolean =>
  me?.roles.includes('interpreter') === true && !me.roles.some((role) => role !== 'interpreter' && role !== 'editor')

function PageOf({ page }: { readonly page: Page }) {
  switch (page) {
    case 'staff':
      return <StaffPage />
    case 'report':
      return <ReportPage />
    case 'editor':
      return <Later fetch={async () => (await import('../editor/page.tsx')).EditorPage} />
    case 'interpreting':
      return <InterpretingPage />
    case 'profile':
      return <ProfilePage />
  }
}

/** The console: sign-in, or queue, case and what is known about it side by side. */
export function App({ desk, can }: { readonly desk: Desk; readonly can: Actions }) {
  const state = useStore(desk)
  const route = useRoute()
  const [keysShown, showKeys] = useState(false)
  const [asked, ask] = useState<Asked>(null)
  const count = needed(state.queue, state.interpreting)
  const strings = state.strings ?? {}
  const say = sayFrom(strings)
  const title = say('console.title')
  useEffect(() => can.open(state.signedIn ? route.id : null), [route.id, state.signedIn])
  useEffect(() => {
    if (state.strings) document.title = count > 0 ? `(${count}) ${title}` : title
  }, [count, title])
  useEffect(
    () => void can.openTheirs(state.signedIn ? route.theirs : null).catch(can.failed),
    [route.theirs, state.signedIn],
  )
  useKeys({ can, state, route, showKeys, ask })
  useHere(state.signedIn === true, () => void wire.session().catch(can.failed))
  if (!state.strings || state.signedIn === null) return <div class="console" aria-busy="true" />
  const name = (group: string, value: string) => sayFirst(strings, `${group}.${value}`, value)
  setConsole({ state, desk: can, say, name })
  // Who only interprets has no queue: their place is the first page.
  const page = route.page ?? (route.id === null && onlyInterprets(state.me) ? 'interpreting' : null)
  const screen = route.id === null ? 'at-queue' : route.about ? 'at-about' : 'at-case'
  return (
    <>
      {!state.signedIn || route.link !== null ? (
        <SignIn link={route.link} />
      ) : page ? (
        <div class="console at-page">
          <TopBar showKeys={() => showKeys(true)} />
          <PageOf page={page} />
        </div>
      ) : (
        <div class={`console ${screen}`}>
          <TopBar showKeys={() => showKeys(true)} />
          <main>
            <QueuePage pick={(tab) => desk.change((now) => ({ ...now, tab }))} />
            <CasePage
              id={route.id}
              dismiss={() => desk.change((now) => ({ ...now, problem: null }))}
              asked={asked}
              ask={ask}
            />
            <About id={route.id} />
          </main>
        </div>
      )}
      <KeysDialog shown={keysShown} hide={() => showKeys(false)} />
      {state.signedIn && <Palette ask={ask} />}
    </>
  )
}
