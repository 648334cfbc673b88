import type { ComponentChild } from 'preact'
import type { Line } from '../../core/transcript.ts'
import { bot, consultant, interpreter, person } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { Words } from '../shared/words.tsx'
import { Attached } from './attached.tsx'
import { clock } from './clock.tsx'
import { useConsole } from './context.ts'
import { Delivery } from './delivery.tsx'
import { note } from './drawings.ts'
import type { Stack } from './talk-lines.ts'

const signs = { bot, consultant, interpreter, person }

interface LineProps {
  readonly stack: Stack
  readonly awaiting: boolean
  /** Where files of this talk are fetched from: the number of the line follows. */
  readonly files: string
  /** Read by its interpreter: the words that were said come first. */
  readonly theirs?: boolean
}

/** One line of the talk. Person at the start side, our people at the end side, marks in the middle, notes striped. */
export function LineView({ stack, awaiting, files, theirs = false }: LineProps) {
  const { state, say, name } = useConsole()
  const { line, interpretations, below, replaced } = stack
  const { media, about } = line
  const when = (
    <time class="when" dateTime={new Date(line.at).toISOString()}>
      {clock(line.at, state.language)}
    </time>
  )
  if (line.mark || line.from.who === 'desk') {
    const words = line.mark ? markOf(line.mark, say, name) : line.text
    return (
      <li class="entry mark" data-testid="mark" data-key={line.mark?.key}>
        <span>{words}</span> {when}
      </li>
    )
  }
  const aside = line.seenBy === 'staff'
  const { who } = line.from
  const own = <Words key={line.number} text={line.text} lang={line.language} ours={who === 'bot'} />
  // Meant for the person it would wait for its interpretation, or have one.
  const remark =
    line.seenBy === 'team' &&
    who !== 'person' &&
    !awaiting &&
    !below &&
    interpretations.length === 0 &&
    !line.interprets
  const given = interpretations.map((one) => <Interpretation key={one.number} line={one} />)
  return (
    <li
      class={`entry ${aside ? 'note' : who}${remark ? ' remark' : ''}`}
      data-testid="line"
      data-from={aside ? 'note' : who}
    >
      <article class="bubble">
        <h3 class="speaker">
          <Sign path={aside ? note : signs[who]} />
          <span>
            {aside ? say('speaker.note', { name: nameOf(line) }) : say(`speaker.${who}`, { name: nameOf(line) })}
          </span>
        </h3>
        {about?.forwarded && <p class="small quiet">{say('about.forwarded')}</p>}
        {about?.edited && <p class="small quiet">{say('about.edited')}</p>}
        {about?.quotes !== undefined && (
          <blockquote class="small" aria-label={say('about.quotes')}>
            <Words text={about.quotes} lang={null} />
          </blockquote>
        )}
        {who === 'person' && !state.originalFirst && !theirs ? [...given, quoted(own, given.length)] : [own, ...given]}
        {media && <Attached media={media} from={`${files}/${line.number}`} />}
        {replaced && <p class="small quiet">{say('about.replaced')}</p>}
        {remark && <p class="small quiet">{say('talk.remark')}</p>}
        {awaiting && (
          <p class="badge amber" data-testid="awaiting">
            {say('talk.awaiting')}
          </p>
        )}
        {below && <p class="small quiet">{say('talk.below')}</p>}
        {line.buttons.length > 0 && (
          <p class="offered">
            {line.buttons.map((button) => (
              <bdi key={button.act} lang={button.language}>
                {button.label}
              </bdi>
            ))}
          </p>
        )}
        <p class="foot">
          {line.delivery && <Delivery state={line.delivery} />}
          {when}
        </p>
      </article>
    </li>
  )
}

/** What somebody said, in the words of the interpreter; linked to it for ever. */
function Interpretation({ line }: { readonly line: Line }) {
  const { say } = useConsole()
  return (
    <div class="given" data-testid="interpretation">
      <p class="speaker">
        <Sign path={signs.interpreter} />
        <span>{say(`speaker.${line.from.who}`, { name: nameOf(line) })}</span>
        {(line.interprets?.length ?? 0) > 1 && (
          <span>({say('talk.of-several', { count: line.interprets?.length ?? 0 })})</span>
        )}
        {line.delivery && <Delivery state={line.delivery} />}
      </p>
      <Words text={line.text} lang={line.language} />
    </div>
  )
}

/** The original, below what it means: still there, but not in the way. */
const quoted = (own: ComponentChild, interpretations: number): ComponentChild =>
  interpretations === 0 ? own : <blockquote key="original">{own}</blockquote>

const nameOf = (line: Line): string => ('name' in line.from ? line.from.name : '')

function markOf(mark: NonNullable<Line['mark']>, say: Say, name: Name): string {
  const params = Object.entries(mark.params).map(([key, value]) => [key, name(key, String(value))] as const)
  const words = say(`mark.${mark.key}`, Object.fromEntries(params))
  return words === `mark.${mark.key}` ? mark.key : words
}

type Say = ReturnType<typeof useConsole>['say']
type Name = ReturnType<typeof useConsole>['name']
