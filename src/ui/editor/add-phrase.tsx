import { useState } from 'preact/hooks'
import { named, Select } from '../console/choosing.tsx'
import { useConsole } from '../console/context.ts'
import { useDeed } from '../console/deed.ts'
import { Form, Problem, textOf } from '../console/field.tsx'
import { FaultList } from './refused.tsx'
import { TakeAlong } from './take-along.tsx'
import { type Added, type Asking, editorWire, type Tried } from './wire.ts'

const ours = ['lv', 'ru', 'en']

/** The question as one more way to ask for a topic. */
export function AddPhrase({ asking, tried }: { readonly asking: Asking; readonly tried: Tried }) {
  const { state, say } = useConsole()
  const { problem, busy, run } = useDeed()
  const [added, setAdded] = useState<Added | null>(null)
  const language = [asking.language, ...tried.languages.map(({ tag }) => tag)].find((tag) => ours.includes(tag)) ?? 'en'
  const near = tried.topics.map(({ topic }) => topic)
  const [all, setAll] = useState<readonly { readonly id: string; readonly words: string }[]>([])
  const load = () =>
    run(async () => {
      const { topics } = await editorWire.coverage()
      setAll(topics.map(({ id, title }) => ({ id, words: named(title, state.language) })))
    })
  const options = [
    ...tried.topics.map(({ topic, title }) => ({ value: topic, words: named(title, state.language) })),
    ...all.filter(({ id }) => !near.includes(id)).map(({ id, words }) => ({ value: id, words })),
  ]
  return (
    <Form
      class="sheet stack"
      submit={(fields) =>
        run(async () =>
          setAdded(await editorWire.addPhrase(textOf(fields, 'topic'), textOf(fields, 'in'), textOf(fields, 'phrase'))),
        )
      }
    >
      <h3>{say('phrase.title')}</h3>
      <label for="phrase-text">{say('phrase.text')}</label>
      <input
        id="phrase-text"
        name="phrase"
        class="field"
        dir="auto"
        maxLength={160}
        required
        defaultValue={asking.text.slice(0, 160)}
        data-testid="phrase-text"
      />
      <div class="row choices-row">
        <Select label={say('phrase.topic')} name="topic" value={near[0]} required options={options} />
        <Select
          label={say('phrase.language')}
          name="in"
          value={language}
          options={ours.map((value) => ({ value, words: value, lang: value }))}
        />
      </div>
      <div class="row end">
        {all.length === 0 && (
          <button type="button" class="button" data-testid="phrase-all" onClick={load}>
            {say('phrase.all-topics')}
          </button>
        )}
        <button type="submit" class="button main" disabled={busy} data-testid="phrase-add">
          {say('phrase.add')}
        </button>
      </div>
      {problem && <Problem words={problem} />}
      {added && <Outcome added={added} />}
    </Form>
  )
}

function Outcome({ added }: { readonly added: Added }) {
  const { say } = useConsole()
  switch (added.at) {
    case 'written':
      return (
        <p role="status" data-testid="phrase-written">
          {say('phrase.written', { file: added.file })}
        </p>
      )
    case 'file':
      return <TakeAlong file={added.file} text={added.text} />
    case 'refused':
      return (
        <div class="problem stack" role="alert" data-testid="phrase-refused">
          <p>{say('phrase.refused')}</p>
          <FaultList faults={added.faults} />
        </div>
      )
    case 'by-hand':
      return <Problem words={say('phrase.by-hand', { file: added.file })} />
    case 'no-topic':
      return <Problem words={say('phrase.no-topic')} />
  }
}
