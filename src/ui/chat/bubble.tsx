import type { ComponentChildren } from 'preact'
import { bot, consultant, failed, interpreter, notice, person, waiting } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import type { Say } from '../shared/strings.ts'
import { Words } from '../shared/words.tsx'
import type { ChatLine } from './line.ts'
import { English } from './notice.tsx'
import type { Unsent } from './outbox.ts'

const signs = { bot, person, consultant, interpreter, notice }

interface LineProps {
  readonly say: Say
  readonly tag: string
  readonly line: ChatLine
  readonly children?: ComponentChildren
}

/** One message: who speaks, by sign and name, the words, when. */
export function Bubble({ say, tag, line, children }: LineProps) {
  return (
    <li class={`entry ${line.speaker}`}>
      <article class="bubble" data-testid="line" data-from={line.speaker}>
        <h2 class="speaker">
          <Sign path={signs[line.speaker]} />
          {say(`speaker.${line.speaker}`, { name: isolated(line.name) })}
        </h2>
        {line.text && (
          <Words text={line.text} lang={line.lang} ours={line.speaker === 'bot' || line.speaker === 'notice'} />
        )}
        {line.files.map(({ contentType, contentUrl, name }) => (
          <p key={contentUrl}>
            {contentType.startsWith('image/') && <img src={contentUrl} alt={name} />}
            {/* biome-ignore lint/a11y/useMediaCaption: somebody's own voice; nobody has written it down */}
            {/^(audio|video)/.test(contentType) && <audio src={contentUrl} controls />}
            <a href={contentUrl} download={name}>
              <bdi>{name}</bdi>
            </a>
          </p>
        ))}
        <time class="when" dateTime={new Date(line.at).toISOString()}>
          {clock(line.at, tag)}
        </time>
      </article>
      {children}
    </li>
  )
}

interface UnsentProps {
  readonly say: Say
  readonly english: Say | null
  readonly unsent: Unsent
  readonly retry: (id: string) => void
}

/** What the person said and the server has not shown back yet; says so when it cannot be sent. */
export function UnsentBubble({ say, english, unsent, retry }: UnsentProps) {
  const stuck = unsent.state === 'failed' || (unsent.tries > 0 && unsent.state !== 'sent')
  const state = unsent.state === 'failed' ? 'send.failed' : stuck ? 'send.waiting' : 'send.sending'
  return (
    <li class="entry person">
      <article
        class={stuck ? 'bubble stuck' : 'bubble'}
        data-testid="line"
        data-from="person"
        data-state={unsent.state}
      >
        <h2 class="speaker">
          <Sign path={person} />
          {say('speaker.person')}
        </h2>
        <Words text={unsent.text} lang={null} />
        {unsent.state !== 'sent' && (
          <p class="when">
            {stuck && <Sign path={unsent.state === 'failed' ? failed : waiting} />}
            <span>
              {say(state)}
              {stuck && <English say={english} name={state} />}
            </span>
          </p>
        )}
      </article>
      {stuck && (
        <button type="button" class="button" data-testid="retry" onClick={() => retry(unsent.id)}>
          {say('send.retry')}
        </button>
      )}
    </li>
  )
}

/** A Latin name inside of Arabic words must not turn them round. */
const isolated = (name: string): string => `\u2068${name}\u2069`

/** The time of day; with the date where it was not today. */
function clock(at: number, tag: string): string {
  const today = new Date().toDateString() === new Date(at).toDateString()
  const date: Intl.DateTimeFormatOptions = today ? {} : { day: 'numeric', month: 'short' }
  return new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...date }).format(at)
}
