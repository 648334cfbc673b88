import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { failed } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { LineView } from './bubble.tsx'
import { DialogEnd } from './choosing.tsx'
import { useConsole } from './context.ts'
import { Dialog } from './dialog.tsx'
import { back } from './drawings.ts'
import { theirPath } from './route.ts'
import { languageName } from './row.tsx'
import { stacked } from './talk-lines.ts'
import { TheirWords } from './their-words.tsx'

/** One talk as its interpreter sees it: what waits, the talk from their coming on, and where to write. */
export function TheirTalkView() {
  const { state, desk, say } = useConsole()
  const [leaving, setLeaving] = useState(false)
  const { their, openProblem, problem } = state
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => box.current?.scrollTo(0, box.current.scrollHeight), [their?.case.id, their?.lines.length])
  const head = (
    <a class="button plain" href={theirPath(null)} data-testid="their-back">
      <Sign path={back} turns />
      <span class={their ? 'unseen' : ''}>{say('interpreting.title')}</span>
    </a>
  )
  if (openProblem || !their)
    return (
      <main class="page interpreting">
        {head}
        <p class="empty" data-testid="interpreting-over">
          {openProblem ? say(`problem.${openProblem}`) : say('loading')}
        </p>
      </main>
    )
  const one = their.case
  const waits = new Set(their.awaiting.map(({ line }) => line))
  const inside = their.from > 0
  const language = languageName(one.language, state.language, one.languageName)
  return (
    <main class="case-page interpreting" data-testid="their-talk">
      <header class="head">
        {head}
        <h2 class="grow">
          <bdi>{one.number}</bdi> {language}
        </h2>
        {inside && (
          <button type="button" class="button" data-testid="leave" onClick={() => setLeaving(true)}>
            {say('interpreting.leave')}
          </button>
        )}
      </header>
      {problem && (
        <p class="problem-bar" role="alert" data-testid="problem">
          <Sign path={failed} />
          {say(problem.key)}
        </p>
      )}
      {!inside && (
        <section class="asked" data-testid="asked">
          <p>{say('interpreting.question', { language, name: one.consultant ?? '' })}</p>
          <p class="quiet">{say('interpreting.private')}</p>
          <p class="row">
            <button
              type="button"
              class="button main"
              data-testid="accept"
              onClick={() => void desk.interpret('accept')}
            >
              {say('interpreting.accept')}
            </button>
            <button type="button" class="button" data-testid="decline" onClick={() => void desk.interpret('decline')}>
              {say('interpreting.decline')}
            </button>
          </p>
        </section>
      )}
      {inside && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <div class="talk" ref={box} role="log" aria-live="polite" aria-label={say('talk.label')} tabIndex={0}>
            <ol>
              {stacked(their.lines).map((stack) => (
                <LineView
                  key={stack.line.number}
                  stack={stack}
                  awaiting={waits.has(stack.line.number)}
                  files={`/api/interpreting/${one.id}/files`}
                  theirs
                />
              ))}
            </ol>
          </div>
          <TheirWords key={one.id} talk={their} />
        </>
      )}
      <Dialog shown={leaving} hide={() => setLeaving(false)} title={say('interpreting.leave')}>
        <p>{say('interpreting.leave-what')}</p>
        {(['done', 'never'] as const).map((why) => (
          <p key={why}>
            <button
              type="button"
              class="button"
              data-testid={`leave-${why}`}
              onClick={() => {
                setLeaving(false)
                void desk.interpret('leave', { never: why === 'never' })
              }}
            >
              {say(`interpreting.leave-${why}`)}
            </button>
          </p>
        ))}
        <DialogEnd hide={() => setLeaving(false)}>{null}</DialogEnd>
      </Dialog>
    </main>
  )
}
