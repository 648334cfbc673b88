import { clock } from './clock.tsx'
import { useConsole } from './context.ts'
import type { Detail } from './wire.ts'

/** What the bot made of the last questions: which topics, how sure, what it did, and why. Newest first. */
export function Trail({ detail }: { readonly detail: Detail }) {
  const { state, say, name } = useConsole()
  const percent = new Intl.NumberFormat(state.language, { style: 'percent' })
  return (
    <section data-testid="trail" class="trail">
      <h2>{say('trail.title')}</h2>
      {detail.trail.length === 0 && <p class="quiet">{say('trail.empty')}</p>}
      <ol>
        {detail.trail.toReversed().map((tried) => (
          <li key={tried.at}>
            <p class="row small">
              <time dateTime={new Date(tried.at).toISOString()}>{clock(tried.at, state.language)}</time>
              <strong>{name('outcome', tried.outcome)}</strong>
              {tried.helpful !== null && (
                <span class="badge">{say(tried.helpful ? 'trail.helped' : 'trail.not-helped')}</span>
              )}
            </p>
            {tried.topics.map((one) => (
              <div key={one.topic} class="score">
                <span id={`s-${tried.at}-${one.topic}`}>{one.title[state.language] ?? one.title.en ?? one.topic}</span>
                <span>{percent.format(one.p)}</span>
                <meter
                  aria-labelledby={`s-${tried.at}-${one.topic}`}
                  min={0}
                  max={1}
                  low={tried.from?.offer}
                  high={tried.from?.answer}
                  optimum={1}
                  value={one.p}
                />
              </div>
            ))}
            {tried.why && (
              <p class="small quiet">
                {say('trail.why')} <bdi>{tried.why}</bdi>
              </p>
            )}
            {tried.telling && tried.telling.length > 0 && (
              <p class="small quiet">
                {say('trail.words')} <bdi>{tried.telling.join(', ')}</bdi>
              </p>
            )}
            {tried.from && (
              <p class="small quiet">
                {say('trail.threshold', {
                  answer: percent.format(tried.from.answer),
                  offer: percent.format(tried.from.offer),
                })}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
