import { useState } from 'preact/hooks'
import { leave, offline } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { useConsole } from './context.ts'
import { bell, keys, silent } from './drawings.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { keepSound, soundOn } from './sound.ts'

/** Who I am, the console's language, sound, keys, the way out; and whether what is shown is up to date. */
export function TopBar({ showKeys }: { readonly showKeys: () => void }) {
  const { state, desk, say } = useConsole()
  const [on, setOn] = useState(soundOn())
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
      <button type="button" class="button plain keys-button" title={say('keys.title')} onClick={showKeys}>
        <Sign path={keys} />
        <span class="unseen">{say('keys.title')}</span>
      </button>
      <button
        type="button"
        class="button plain"
        data-testid="sign-out"
        title={say('sign-in.leave')}
        onClick={desk.signOut}
      >
        <bdi class="wide">{state.me?.displayName}</bdi>
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
      </div>
    </header>
  )
}
