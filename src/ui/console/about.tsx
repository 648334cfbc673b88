import { Sign } from '../shared/sign.tsx'
import { clock } from './clock.tsx'
import { useConsole } from './context.ts'
import { back } from './drawings.ts'
import { Erase, PersonLanguage } from './person-deeds.tsx'
import { pathOf } from './route.ts'
import { Trail } from './trail.tsx'

/** What is known about the open case: its question, its facts, and what the bot tried. */
export function About({ id }: { readonly id: string | null }) {
  const { state, say, name } = useConsole()
  const detail = state.open
  if (!detail || id === null) return <aside class="about" aria-label={say('about.title')} />
  const one = detail.case
  const facts = [
    ['about.opened', clock(one.openedAt, state.language)],
    ['about.reason', name('reason', one.reason)],
    ['about.desk', name('desk', one.desk)],
    ['about.office', one.office && name('office', one.office)],
    ['about.has', one.by?.name],
    ['about.interpreter', one.interpreter?.name],
    ['about.next', one.state === 'closed' ? null : name('attention', one.attention)],
    ['about.closed', one.closedAt && `${clock(one.closedAt, state.language)}, ${name('how', one.how ?? '')}`],
    ['about.outcome', one.outcome && say(`outcome-of.${one.outcome}`)],
    ['about.tags', one.tags.join(', ')],
    ['about.rating', one.rating && name('rating', one.rating)],
  ] as const
  return (
    <aside class="about" aria-label={say('about.title')}>
      <header class="head only-narrow">
        <a class="button plain" href={pathOf(one.id)}>
          <Sign path={back} turns />
          <bdi>{one.number}</bdi>
        </a>
      </header>
      {one.question && (
        <section>
          <h2>{say('about.question')}</h2>
          <blockquote>
            {one.question.split('\n').map((line) => (
              <p key={line} dir="auto" class="words" lang={one.language ?? undefined}>
                {line}
              </p>
            ))}
          </blockquote>
        </section>
      )}
      <section>
        <h2>{say('about.title')}</h2>
        <dl class="facts">
          {facts.map(([key, value]) =>
            value ? (
              <div key={key}>
                <dt>{say(key)}</dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ) : null,
          )}
        </dl>
      </section>
      {detail.can.includes('write') && one.state === 'claimed' && <PersonLanguage one={one} />}
      {!detail.withheld && <Trail detail={detail} />}
      {detail.can.includes('erase') && <Erase one={one} />}
    </aside>
  )
}
