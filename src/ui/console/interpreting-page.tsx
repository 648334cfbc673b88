import { interpreter } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { Waited } from './clock.tsx'
import { useConsole } from './context.ts'
import type { TheirCase } from './interpreting-wire.ts'
import { theirPath } from './route.ts'
import { languageName } from './row.tsx'
import { TheirTalkView } from './their-talk.tsx'

/** The interpreter's place: who asks for them, and the talks they are in. Made for a phone first. */
export function InterpretingPage() {
  const { state, say } = useConsole()
  const { interpreting, theirId } = state
  if (theirId) return <TheirTalkView />
  return (
    <main class="page interpreting" data-testid="interpreting">
      <h2>{say('interpreting.title')}</h2>
      {!interpreting && <p class="empty">{say('loading')}</p>}
      {interpreting && interpreting.offers.length + interpreting.active.length === 0 && (
        <p class="empty" data-testid="nothing-to-interpret">
          {say('interpreting.empty')}
        </p>
      )}
      <ul>
        {interpreting?.offers.map((one) => (
          <Entry key={one.id} one={one} words={say('interpreting.asked', { name: one.consultant ?? '' })} asked />
        ))}
        {interpreting?.active.map((one) => (
          <Entry key={one.id} one={one} words={say('interpreting.waits', { count: one.waits })} />
        ))}
      </ul>
    </main>
  )
}

function Entry({ one, words, asked = false }: { one: TheirCase; words: string; asked?: boolean }) {
  const { state, say } = useConsole()
  const language = languageName(one.language, state.language, one.languageName)
  return (
    <li>
      <a class={`case ${asked || one.waits > 0 ? 'waits' : ''}`} href={theirPath(one.id)} data-testid="their-case">
        <span class="row">
          {one.urgent && <strong class="badge danger">{say('urgency.urgent')}</strong>}
          <bdi class="number">{one.number}</bdi>
          <span>{one.variety ? `${language} (${one.variety})` : language}</span>
          <span class="grow" />
          <Waited since={one.since} />
        </span>
        <span class="row small">
          <Sign path={interpreter} />
          <span>{words}</span>
        </span>
      </a>
    </li>
  )
}
