import { sayFrom } from '../shared/strings.ts'
import { Composer } from './composer.tsx'
import { Header } from './header.tsx'
import { Log } from './log.tsx'
import { Notice } from './notice.tsx'
import type { ChatState } from './state.ts'
import type { Talk } from './talk.ts'

interface Props {
  readonly state: ChatState
  readonly talk: Talk
  readonly leave: () => void
}

/** The whole page. Before its words have arrived only the way out is there. */
export function App({ state, talk, leave }: Props) {
  const { words, english, settings, lines, unsent, link, anew, typing } = state
  if (!words) return <div class="chat" aria-busy="true" />
  const say = sayFrom(words.strings)
  const draft = words.review && english ? sayFrom(english.strings) : null
  return (
    <div class="chat">
      <Header say={say} press={talk.press} leave={leave} />
      <main>
        <div class="notices" role="status">
          {settings?.demo && <Notice say={say} english={draft} name="demo.notice" sign="notice" />}
          {anew && <Notice say={say} english={draft} name="link.anew" sign="notice" />}
          {link === 'offline' && <Notice say={say} english={draft} name="link.offline" sign="offline" />}
        </div>
        <Log
          say={say}
          english={draft}
          lines={lines}
          unsent={unsent}
          talk={talk}
          tag={words.tag}
          ready={link !== 'connecting'}
          typing={typing}
        />
        <Composer say={say} send={talk.say} more={talk} />
      </main>
    </div>
  )
}
