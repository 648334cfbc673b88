import { useEffect, useState } from 'preact/hooks'
import { useConsole } from '../console/context.ts'
import { useDeed } from '../console/deed.ts'
import { Field, Form, Problem, textOf } from '../console/field.tsx'
import { languageName } from '../console/row.tsx'
import { TakeAlong } from './take-along.tsx'
import { type AskedGroup, editorWire } from './wire.ts'

/** What people asked and the FAQ could not answer, grouped by likeness, with what a consultant answered. */
export function AskedPart({ tryOut }: { readonly tryOut: (text: string, language: string) => void }) {
  const { say } = useConsole()
  const { problem, run } = useDeed()
  const [groups, setGroups] = useState<readonly AskedGroup[] | null>(null)
  useEffect(() => run(async () => setGroups(await editorWire.asked())), [])
  if (!groups) return <Problem words={problem ?? say('loading')} />
  return (
    <div class="stack">
      <p class="small quiet">{say('asked.what')}</p>
      {groups.length === 0 && <p class="empty">{say('asked.empty')}</p>}
      <ul class="stack">
        {groups.map((group) => (
          <Group key={`${group.language} ${group.examples[0]}`} group={group} tryOut={tryOut} />
        ))}
      </ul>
    </div>
  )
}

interface GroupProps {
  readonly group: AskedGroup
  readonly tryOut: (text: string, language: string) => void
}

function Group({ group, tryOut }: GroupProps) {
  const { state, say } = useConsole()
  const [drafting, setDrafting] = useState(false)
  const { language, examples, answer } = group
  const first = examples[0] ?? ''
  return (
    <li class="sheet stack" data-testid="asked-group">
      <p>
        <strong>{say('asked.times', { count: group.count })}</strong>
        {language && ` · ${languageName(language, state.language)}`}
        {' · '}
        {say('asked.last', { when: new Date(group.lastAt).toLocaleDateString(state.language) })}
        {group.unhelpful > 0 && ` · ${say('asked.unhelpful', { count: group.unhelpful })}`}
      </p>
      {examples.map((text, i) => (
        <blockquote key={i} dir="auto" {...(language ? { lang: language } : {})}>
          {text}
        </blockquote>
      ))}
      {group.topics.length > 0 && <p class="small quiet">{say('asked.near', { topics: group.topics.join(', ') })}</p>}
      {answer && (
        <p dir="auto">
          <span class="quiet">{say('asked.answered')}</span> {answer}
        </p>
      )}
      <div class="row end">
        <button type="button" class="button" data-testid="asked-draft" onClick={() => setDrafting(!drafting)}>
          {say('asked.draft')}
        </button>
        <button type="button" class="button main" data-testid="asked-try" onClick={() => tryOut(first, language ?? '')}>
          {say('asked.try')}
        </button>
      </div>
      {drafting && <Draft language={language ?? 'en'} question={first} answer={answer ?? ''} />}
    </li>
  )
}

function Draft(known: { readonly language: string; readonly question: string; readonly answer: string }) {
  const { say } = useConsole()
  const { problem, busy, run } = useDeed()
  const [made, setMade] = useState<{ readonly file: string; readonly text: string } | null>(null)
  return (
    <Form
      class="stack"
      submit={(fields) =>
        run(async () =>
          setMade(
            await editorWire.draft({
              ...known,
              id: textOf(fields, 'id'),
              area: textOf(fields, 'area'),
              title: textOf(fields, 'title'),
            }),
          ),
        )
      }
    >
      <Field label={say('draft.name')} name="title" required maxLength={60} />
      <Field label={say('draft.id')} name="id" required maxLength={40} hint={say('draft.id-hint')} />
      <Field label={say('draft.area')} name="area" required maxLength={40} hint={say('draft.area-hint')} />
      <div class="row end">
        <button type="submit" class="button main" disabled={busy} data-testid="draft-do">
          {say('draft.do')}
        </button>
      </div>
      {problem && <Problem words={problem} />}
      {made && <TakeAlong {...made} />}
    </Form>
  )
}
