import { named } from './choosing.tsx'
import { clock } from './clock.tsx'
import { useConsole } from './context.ts'
import { pathOf } from './route.ts'
import type { Detail } from './wire.ts'

/** What the bot made of the last questions: which topics, how sure, what it did, and why. Newest first. */
export function Trail({ detail }: { readonly detail: Detail }) {
  const { state, desk, say, name } = useConsole()
  const { case: one } = detail
  const mine = one.state === 'claimed' && one.by?.id === state.me?.id
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
            {tried.topics.map((found) => (
              <div key={found.topic} class="score">
                <span id={`s-${tried.at}-${found.topic}`}>{named(found.title, state.language)}</span>
                <span>{percent.format(found.p)}</span>
                <meter
                  aria-labelledby={`s-${tried.at}-${found.topic}`}
                  min={0}
                  max={1}
                  low={tried.from?.offer}
                  high={tried.from?.answer}
                  optimum={1}
                  value={found.p}
                />
                {mine && found.languages.length > 0 && (
                  <button
                    type="button"
                    class="button plain small"
                    data-testid="trail-send"
                    aria-describedby={`s-${tried.at}-${found.topic}`}
                    onClick={() => {
                      desk.preview({ ...found, kind: 'topic', id: found.topic })
                      // On a phone the trail is a screen of its own.
                      location.hash = pathOf(one.id)
                    }}
                  >
                    {say('trail.send')}
                  </button>
                )}
              </div>
            ))}
            {tried.why && (
              <p class="small quiet">
                {say('trail.why')} <Why why={tried.why} />
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

/** `nearest: words of the knowledge`: its kind in the console's words, the rest as it was written. */
function Why({ why }: { readonly why: string }) {
  const { name } = useConsole()
  const [kind = '', ...rest] = why.split(': ')
  return (
    <>
      {name('why', kind)}
      {rest.length > 0 && ': '}
      <bdi>{rest.join(': ')}</bdi>
    </>
  )
}
