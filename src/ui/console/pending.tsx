import { failed, waiting } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { Words } from '../shared/words.tsx'
import { useConsole } from './context.ts'
import type { Pending } from './state.ts'

/** What was written and is not in the talk yet; says so when it did not go through. */
export function PendingView({ one }: { readonly one: Pending }) {
  const { desk, say } = useConsole()
  const stuck = one.state === 'failed'
  return (
    <li class={`entry ${one.kind === 'notes' ? 'note' : 'consultant'}`} data-testid="line" data-from="pending">
      <article class={stuck ? 'bubble stuck' : 'bubble'}>
        {one.file ? (
          <p class="words">
            <bdi>{one.file.name}</bdi>
          </p>
        ) : (
          <Words text={one.text} lang={null} />
        )}
        <p class="foot">
          <span class={stuck ? 'delivery failed' : 'delivery waiting'}>
            <Sign path={stuck ? failed : waiting} />
            {say(stuck ? 'send.failed' : 'send.sending')}
          </span>
        </p>
      </article>
      {stuck && (
        <p class="row">
          <button type="button" class="button" data-testid="retry" onClick={() => desk.retry(one.op)}>
            {say('send.retry')}
          </button>
          <button type="button" class="button plain" onClick={() => desk.takeBack(one.op)}>
            {say('send.take-back')}
          </button>
        </p>
      )}
    </li>
  )
}
