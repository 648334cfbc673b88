import { useEffect, useState } from 'preact/hooks'
import { named } from '../console/choosing.tsx'
import { useConsole } from '../console/context.ts'
import { useDeed } from '../console/deed.ts'
import { Problem } from '../console/field.tsx'
import { ReportTable } from '../console/report-table.tsx'
import { type Coverage, editorWire, type RevisionUse } from './wire.ts'

const ours = ['lv', 'ru', 'en']

interface Props {
  readonly part: 'coverage' | 'history'
  readonly revision: string
}

/** What the FAQ has, what was asked of it, and what each edit changed. */
export function CoveragePart({ part, revision }: Props) {
  const { say } = useConsole()
  const { problem, run } = useDeed()
  const [found, setFound] = useState<(Coverage & { readonly history: readonly RevisionUse[] }) | null>(null)
  useEffect(() => run(async () => setFound(await editorWire.coverage())), [revision])
  if (!found) return <Problem words={problem ?? say('loading')} />
  return part === 'coverage' ? <Covered found={found} /> : <Revisions history={found.history} />
}

const share = (part: number, all: number): string => (all === 0 ? '–' : `${Math.round((100 * part) / all)} %`)

function Covered({ found }: { readonly found: Coverage }) {
  const { state, say } = useConsole()
  const asked = Object.entries(found.asked).map(([tag, { answered, offered, missed }]) => {
    const all = answered + offered + missed
    return { kind: '', cells: [tag, all, share(answered, all), share(offered, all), share(missed, all)] }
  })
  const signs = ({ stale, expired, given, offered }: Coverage['topics'][number]): string =>
    [
      expired && say('coverage.expired'),
      stale && say('coverage.stale'),
      found.since !== null && given + offered === 0 && say('coverage.unused'),
    ]
      .filter(Boolean)
      .join(', ')
  return (
    <div class="stack">
      <p class="small quiet">
        {found.since === null
          ? say('coverage.none')
          : say('coverage.since', { when: new Date(found.since).toLocaleDateString(state.language) })}
      </p>
      {asked.length > 0 && (
        <ReportTable
          id="asked"
          caption={say('coverage.asked')}
          columns={['language', 'questions', 'answered', 'offered', 'missed'].map(column(say))}
          rows={asked}
          notes={[]}
        />
      )}
      <ReportTable
        id="topics"
        caption={say('coverage.topics')}
        columns={[
          ...['topic', 'status'].map(column(say)).map((one) => ({ ...one, number: false })),
          ...ours.map((tag) => ({ name: tag, number: true })),
          ...['given', 'offered-times'].map(column(say)).map((one) => ({ ...one, number: true })),
          { name: say('coverage.signs'), number: false },
        ]}
        rows={found.topics.map((topic) => ({
          kind: '',
          cells: [
            named(topic.title, state.language),
            say(`status.${topic.status}`),
            ...ours.map((tag) => phrasings(topic.languages[tag])),
            topic.given,
            topic.offered,
            signs(topic),
          ],
        }))}
        notes={[say('coverage.note')]}
      />
      {found.confused.length > 0 && (
        <ReportTable
          id="confused"
          caption={say('coverage.confused')}
          columns={['topics-of', 'times'].map(column(say))}
          rows={found.confused.map(({ topics, count }) => ({ kind: '', cells: [topics.join(' – '), count] }))}
          notes={[]}
        />
      )}
    </div>
  )
}

const column =
  (say: (key: string) => string) =>
  (name: string, i: number): { readonly name: string; readonly number: boolean } => ({
    name: say(`coverage.${name}`),
    number: i > 0,
  })

/** How many ways to ask; ✓ = a native reader has approved the answer. */
const phrasings = (one: Coverage['topics'][number]['languages'][string] | undefined): string =>
  one?.answered ? `${one.phrasings}${one.reviewed ? ' ✓' : ''}` : '–'

function Revisions({ history }: { readonly history: readonly RevisionUse[] }) {
  const { state, say } = useConsole()
  return (
    <ReportTable
      id="history"
      caption={say('editor.history')}
      columns={['revision', 'live-since', 'questions', 'answered', 'offered', 'missed'].map(column(say))}
      rows={history.map(({ revision, since, met: { answered, offered, missed } }) => {
        const all = answered + offered + missed
        return {
          kind: '',
          cells: [
            revision,
            new Date(since).toLocaleString(state.language),
            all,
            share(answered, all),
            share(offered, all),
            share(missed, all),
          ],
        }
      })}
      notes={[say('coverage.history-note')]}
    />
  )
}
