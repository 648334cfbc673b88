import { interpreter, notice } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { type Asked, mayAsk } from './case-dialogs.tsx'
import { Waited } from './clock.tsx'
import { useConsole } from './context.ts'
import { back, danger, done, give, sleep, toQueue } from './drawings.ts'
import { pathOf } from './route.ts'
import { InterpreterSign, LanguageName } from './row.tsx'
import type { Case } from './wire.ts'

const asks = [
  ['interpreter', interpreter, 'I'],
  ['transfer', give, 'A'],
  ['sleep', sleep, 'Z'],
  ['close', done, 'E'],
] as const

interface Props {
  readonly one: Case
  readonly can: readonly string[]
  readonly ask: (asked: Asked) => void
}

/** Which case this is, and what may be done with it. */
export function CaseHead({ one, can, ask }: Props) {
  const { state, desk, say, name } = useConsole()
  const mine = one.state === 'claimed' && one.by?.id === state.me?.id
  return (
    <header class="head">
      <a class="button plain back" href={pathOf(null)} data-testid="back">
        <Sign path={back} turns />
        <span class="unseen">{say('case.back')}</span>
      </a>
      <div class="facts">
        <h2>
          <bdi>{one.number}</bdi>
          {one.urgency !== 'normal' && (
            <strong class={`badge ${one.urgency}`}>
              <Sign path={danger} />
              {say(`urgency.${one.urgency}`)}
            </strong>
          )}
        </h2>
        <p class="row small">
          <span>
            <LanguageName one={one} /> {one.language && <bdi class="quiet">({one.language})</bdi>}
          </span>
          <span class="quiet">{name('channel', one.channel)}</span>
          {one.state === 'closed' ? (
            <span class="quiet">{say('case.closed')}</span>
          ) : (
            <Waited since={one.state === 'queued' ? one.openedAt : one.attentionSince} />
          )}
          {mine && <span class="badge own">{say('case.yours')}</span>}
          <InterpreterSign one={one} />
          {one.unreachable && <span class="badge danger">{say('case.unreachable')}</span>}
        </p>
      </div>
      <div class="row deeds">
        {one.state === 'queued' && can.includes('claim') && (
          <button type="button" class="button main" data-testid="claim" onClick={() => desk.act('claim')}>
            {say('case.take')} <kbd>T</kbd>
          </button>
        )}
        {mine && (
          <button type="button" class="button" data-testid="return" onClick={() => desk.act('return')}>
            <Sign path={toQueue} turns />
            {say('case.return')}
          </button>
        )}
        {asks
          .filter(([asked]) => mayAsk(asked, { case: one, can }, state.me))
          .map(([asked, sign, letter]) => (
            <button key={asked} type="button" class="button" data-testid={asked} onClick={() => ask(asked)}>
              <Sign path={sign} />
              {say(`case.${asked}`)} <kbd>{letter}</kbd>
            </button>
          ))}
        <a class="button plain to-about" href={pathOf(one.id, true)}>
          <Sign path={notice} />
          {say('about.title')}
        </a>
      </div>
    </header>
  )
}
