import { useEffect, useState } from 'preact/hooks'
import { named, Select } from '../console/choosing.tsx'
import { useConsole } from '../console/context.ts'
import { useDeed } from '../console/deed.ts'
import { Form, Problem, textOf } from '../console/field.tsx'
import { AddPhrase } from './add-phrase.tsx'
import { Bubbles } from './bubbles.tsx'
import { type Asking, editorWire, type Knowledge, type Tried } from './wire.ts'

const channels = ['webchat', 'telegram', 'msteams', 'skype', 'sms']

interface Props {
  readonly first: { readonly text: string; readonly language: string } | null
  readonly knowledge: Knowledge
}

/** Any message of anybody: what is made of it, why, and what they would see. */
export function TryPart({ first, knowledge }: Props) {
  const { state, desk, say } = useConsole()
  const { problem, busy, run } = useDeed()
  const [asking, ask] = useState<Asking | null>(
    first && { ...first, audience: 'person', channel: channels[0] ?? 'webchat' },
  )
  const [tried, setTried] = useState<Tried | null>(null)
  useEffect(() => void desk.inform().catch(desk.failed), [])
  // The same question again as soon as other answers are live.
  useEffect(() => {
    if (asking) run(async () => setTried(await editorWire.tryOut(asking)))
  }, [asking, knowledge.revision])
  const languages = state.info?.languages ?? []
  return (
    <div class="stack">
      <Form
        class="sheet stack"
        submit={(fields) =>
          ask({
            text: textOf(fields, 'text'),
            language: textOf(fields, 'language'),
            audience: textOf(fields, 'audience'),
            channel: textOf(fields, 'channel'),
          })
        }
      >
        <label for="try-text">{say('try.text')}</label>
        <textarea id="try-text" name="text" class="field" rows={2} dir="auto" data-testid="try-text" required>
          {first?.text ?? ''}
        </textarea>
        <div class="row choices-row">
          <Select
            label={say('try.language')}
            name="language"
            value={first?.language ?? ''}
            options={[
              { value: '', words: say('try.unknown') },
              ...languages.map(({ tag, ownName }) => ({ value: tag, words: ownName, lang: tag })),
            ]}
          />
          <Select
            label={say('try.audience')}
            name="audience"
            options={['person', 'specialist'].map((value) => ({ value, words: say(`try.${value}`) }))}
          />
          <Select
            label={say('try.channel')}
            name="channel"
            options={channels.map((value) => ({ value, words: say(`try.${value}`) }))}
          />
        </div>
        <div class="row end">
          <button type="submit" class="button main" disabled={busy} data-testid="try-do">
            {say('try.do')}
          </button>
        </div>
      </Form>
      {problem && <Problem words={problem} />}
      {!tried && !problem && <p class="empty">{say('try.empty')}</p>}
      {tried && asking && (
        <div role="status" class="stack" data-testid="tried" data-revision={tried.revision}>
          <Why tried={tried} />
          {knowledge.mayEdit && <AddPhrase key={asking.text} asking={asking} tried={tried} />}
          <h3>{say('try.preview')}</h3>
          <Bubbles bubbles={tried.bubbles} />
        </div>
      )}
    </div>
  )
}

function Why({ tried }: { readonly tried: Tried }) {
  const { state, say, name } = useConsole()
  const percent = (p: number): string => `${Math.round(p * 100)} %`
  const [kind = '', ...words] = tried.why.split(': ')
  return (
    <section class="sheet stack" aria-label={say('try.why')}>
      <p>
        <strong data-testid="try-wish" data-wish={tried.wish}>
          {name('wish', tried.wish)}
        </strong>
        {tried.from &&
          ` · ${say('try.thresholds', { answer: percent(tried.from.answer), offer: percent(tried.from.offer) })}`}
      </p>
      {tried.topics.length > 0 && (
        <ol>
          {tried.topics.map(({ topic, p, title }) => (
            <li key={topic} data-testid="try-topic" data-topic={topic}>
              {named(title, state.language)} <span class="quiet">({topic})</span> {percent(p)}
            </li>
          ))}
        </ol>
      )}
      <p>
        {name('why', kind)} {words.length > 0 && <q dir="auto">{words.join(': ')}</q>}
      </p>
      {tried.telling.length > 0 && <p>{say('try.telling', { words: tried.telling.join(', ') })}</p>}
      {tried.languages.length > 0 && (
        <p class="small quiet">{tried.languages.map(({ tag, p }) => `${tag} ${percent(p)}`).join(' · ')}</p>
      )}
    </section>
  )
}
