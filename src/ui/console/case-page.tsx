import { failed, notice } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { type Asked, CaseDialogs } from './case-dialogs.tsx'
import { CaseHead } from './case-head.tsx'
import { useConsole } from './context.ts'
import { OfferBar } from './offer-bar.tsx'
import { Reply } from './reply.tsx'
import { Presence } from './row.tsx'
import { Talk } from './talk.tsx'

interface Props {
  readonly id: string | null
  readonly dismiss: () => void
  readonly asked: Asked
  readonly ask: (asked: Asked) => void
}

/** One case: its head, the whole talk, and where to write. */
export function CasePage({ id, dismiss, asked, ask }: Props) {
  const { state, say } = useConsole()
  const { open, openProblem, problem } = state
  if (id === null)
    return <section class="case-page none">{state.queue && <p class="empty">{say('case.none')}</p>}</section>
  if (openProblem)
    return (
      <section class="case-page none">
        <p class="empty">{say(`problem.${openProblem}`)}</p>
      </section>
    )
  if (!open)
    return (
      <section class="case-page none" aria-busy="true">
        <p class="empty">{say('loading')}</p>
      </section>
    )
  const offered = open.case.offeredTo?.id === state.me?.id
  const others = open.case.state === 'claimed' && open.case.by?.id !== state.me?.id ? open.case.by : null
  return (
    <section class="case-page" data-testid="case-page">
      <CaseHead one={open.case} can={open.can} ask={ask} />
      <OfferBar one={open.case} />
      {others && !offered && (
        <p class="taken" data-testid="taken-by">
          <Sign path={notice} />
          {say('case.taken-by', { name: others.name })}
        </p>
      )}
      <div role="alert">
        {problem && (
          <p class="problem-bar" data-testid="problem">
            <Sign path={failed} />
            <span class="grow">{say(problem.key, problem.params)}</span>
            {problem.again && (
              <button type="button" class="button" onClick={problem.again}>
                {say('send.retry')}
              </button>
            )}
            <button type="button" class="button plain" onClick={dismiss}>
              {say('dialog.done')}
            </button>
          </p>
        )}
      </div>
      <Talk detail={open} />
      <p class="here" role="status">
        <Presence id={open.case.id} />
      </p>
      {open.case.state !== 'closed' && <Reply key={open.case.id} one={open.case} can={open.can} />}
      <CaseDialogs one={open.case} asked={asked} hide={() => ask(null)} />
    </section>
  )
}
