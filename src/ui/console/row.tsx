import { interpreter } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { clock, useSecond, Waited } from './clock.tsx'
import { useConsole } from './context.ts'
import { danger, looking, writing } from './drawings.ts'
import { present } from './presence.ts'
import { pathOf } from './route.ts'
import { since } from './state.ts'
import type { Case, Tab } from './wire.ts'

/** A case in the queue: enough to choose by, no more of the talk than its question. */
export function Row({ one, tab }: { readonly one: Case; readonly tab: Tab }) {
  const { state, say, name } = useConsole()
  const waitsForUs = tab === 'waiting' || (tab === 'mine' && one.attention === 'consultant')
  const question = one.question?.split('\n')[0]
  return (
    <li>
      <a
        class={`case ${one.urgency}${waitsForUs ? ' waits' : ''}`}
        href={pathOf(one.id)}
        data-testid="case"
        data-case={one.id}
        aria-current={state.openId === one.id ? 'page' : undefined}
      >
        <span class="row">
          {one.urgency !== 'normal' && (
            <strong class={`badge ${one.urgency}`}>
              <Sign path={danger} />
              {say(`urgency.${one.urgency}`)}
            </strong>
          )}
          <bdi class="number">{one.number}</bdi>
          <LanguageName one={one} />
          <span class="grow" />
          {one.unanswered > 0 && one.state !== 'closed' && (
            <span class="count" title={say('row.unanswered')} data-testid="unanswered">
              {one.unanswered}
            </span>
          )}
          <Waited since={since(one, tab)} />
        </span>
        {question && (
          <span class="question" dir="auto" lang={one.language ?? undefined}>
            {question}
          </span>
        )}
        <span class="row small">
          <span class="quiet">{name('channel', one.channel)}</span>
          <span class="quiet">{tab === 'mine' ? name('attention', one.attention) : name('reason', one.reason)}</span>
          {tab !== 'mine' && one.by && <bdi class="quiet">{one.by.name}</bdi>}
          {one.offeredTo && (
            <span class="badge amber" data-testid="row-offered">
              {say(one.offeredTo.id === state.me?.id ? 'row.offered-you' : 'row.offered', { name: one.offeredTo.name })}
            </span>
          )}
          {one.sleepsUntil && tab === 'sleeping' && (
            <span class="badge">{say('row.until', { when: clock(one.sleepsUntil, state.language) })}</span>
          )}
          <InterpreterSign one={one} />
          <Presence id={one.id} />
        </span>
      </a>
    </li>
  )
}

/** The person's language, in the console's. */
export function LanguageName({ one }: { readonly one: Case }) {
  const { state, say } = useConsole()
  if (!one.language) return <span>{say('language.unknown')}</span>
  return <span>{languageName(one.language, state.language, one.languageName)}</span>
}

/** A language in the console's own; where the browser has no name for it, the given one. */
export const languageName = (tag: string, ours: string, otherwise = tag): string =>
  new Intl.DisplayNames(ours, { type: 'language', fallback: 'none' }).of(tag) ?? otherwise

/** Whether an interpreter is wanted or there; nothing otherwise. */
export function InterpreterSign({ one }: { readonly one: Case }) {
  const { say } = useConsole()
  if (one.interpretation === 'none' || one.interpretation === 'ended') return null
  const waits = one.interpretation === 'wanted' || one.interpretation === 'offered'
  return (
    <span class={waits ? 'badge amber' : 'badge'}>
      <Sign path={interpreter} />
      {say(`interpretation.${one.interpretation}`)}
    </span>
  )
}

/** Who else is at the case now. */
export function Presence({ id }: { readonly id: string }) {
  const { state, say } = useConsole()
  useSecond()
  const there = present(state.presence[id] ?? [], state.me?.id ?? '', Date.now())
  return (
    <>
      {there.map((one) => (
        <span key={one.staff.id} class="badge presence" data-testid="presence" data-doing={one.doing}>
          <Sign path={one.doing === 'writing' ? writing : looking} />
          <span>{say(`presence.${one.doing}`, { name: one.staff.name })}</span>
        </span>
      ))}
    </>
  )
}
