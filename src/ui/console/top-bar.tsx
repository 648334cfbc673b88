import { useState } from 'preact/hooks'
import { interpreter, leave, notice, offline, person } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { useConsole } from './context.ts'
import { bell, editor, find, keys, report, silent, staff } from './drawings.ts'
import { EditRefused } from './edit-refused.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { mayAsk } from './notify.ts'
import { theirPath } from './route.ts'
import { keepSound, soundOn } from './sound.ts'
import { needed } from './state.ts'

/** Who I am, the console's language, sound, keys, the way out; and whether what is shown is up to date. */
export function TopBar({ showKeys }: { readonly showKeys: () => void }) {
  const { state, desk, say } = useConsole()
  const [on, setOn] = useState(soundOn())
  const [mayNotify, setMayNotify] = useState(mayAsk())
  const asked = needed(null, state.interpreting)
  const consults = state.me?.roles.some((role) => role !== 'interpreter' && role !== 'editor')
  const edits = state.me?.roles.some((role) => role !== 'interpreter')
  const looksAfter = state.me?.roles.some((role) => role === 'editor' || role === 'coordinator')
  const turn = () => {
    keepSound(!on)
    setOn(!on)
  }
  return (
    <header class="bar">
      <h1>{say('console.title')}</h1>
      <LanguageSwitch />
      <button type="button" class="button plain" aria-pressed={on} title={say('sound.title')} onClick={turn}>
        <Sign path={on ? bell : silent} />
        <span class="unseen">{say('sound.title')}</span>
        <span class="wide">{say(on ? 'sound.on' : 'sound.off')}</span>
      </button>
      {mayNotify && (
        <button
          type="button"
          class="button plain notify-button"
          data-testid="notify"
          title={say('notify.ask')}
          onClick={() => void Notification.requestPermission().then(() => setMayNotify(mayAsk()))}
        >
          <Sign path={notice} />
          <span class="unseen">{say('notify.ask')}</span>
        </button>
      )}
      {state.me?.roles.includes('interpreter') && (
        <a class="button plain" href={theirPath(null)} title={say('interpreting.title')} data-testid="to-interpreting">
          <Sign path={interpreter} />
          <span class="unseen">{say('interpreting.title')}</span>
          {asked > 0 && <span class="count">{asked}</span>}
        </a>
      )}
      {consults && (
        <button
          type="button"
          class="button plain"
          title={`${say('palette.title')} (Ctrl + K)`}
          onClick={() => dispatchEvent(new Event('tilts-palette'))}
          data-testid="to-palette"
        >
          <Sign path={find} />
          <span class="unseen">{say('palette.title')}</span>
        </button>
      )}
      <button type="button" class="button plain keys-button" title={say('keys.title')} onClick={showKeys}>
        <Sign path={keys} />
        <span class="unseen">{say('keys.title')}</span>
      </button>
      {edits && (
        <a class="button plain" href="#/editor" title={say('editor.title')} data-testid="to-editor">
          <Sign path={editor} />
          <span class="unseen">{say('editor.title')}</span>
        </a>
      )}
      {state.me?.roles.includes('coordinator') && (
        <>
          <a class="button plain" href="#/report" title={say('report.title')} data-testid="to-report">
            <Sign path={report} />
            <span class="unseen">{say('report.title')}</span>
          </a>
          <a class="button plain" href="#/staff" title={say('staff.title')} data-testid="to-staff">
            <Sign path={staff} />
            <span class="unseen">{say('staff.title')}</span>
          </a>
        </>
      )}
      <a class="button plain" href="#/profile" title={say('me.title')} data-testid="to-profile">
        <Sign path={person} />
        <bdi class="wide">{state.me?.displayName}</bdi>
        <span class="unseen">{say('me.title')}</span>
      </a>
      <button
        type="button"
        class="button plain"
        data-testid="sign-out"
        title={say('sign-in.leave')}
        onClick={desk.signOut}
      >
        <Sign path={leave} turns />
        <span class="unseen">{say('sign-in.leave')}</span>
      </button>
      <div class="banner" role="status">
        {state.link === 'lost' && (
          <p data-testid="reconnecting">
            <Sign path={offline} />
            {say('link.lost')}
          </p>
        )}
        {looksAfter && <EditRefused />}
      </div>
    </header>
  )
}
