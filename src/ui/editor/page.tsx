import { useEffect, useState } from 'preact/hooks'
import { useConsole } from '../console/context.ts'
import { useDeed } from '../console/deed.ts'
import { Problem } from '../console/field.tsx'
import { Page } from '../console/page.tsx'
import { AskedPart } from './asked.tsx'
import { CoveragePart } from './coverage.tsx'
import { Refused } from './refused.tsx'
import { TryPart } from './try.tsx'
import { editorWire, type Knowledge } from './wire.ts'

const parts = ['try', 'asked', 'coverage', 'history'] as const
type Part = (typeof parts)[number]

/** For editors: why was it answered like this, what is missing, and what came of the last edit. */
export function EditorPage() {
  const { state, say } = useConsole()
  const { problem, run } = useDeed()
  const [knowledge, setKnowledge] = useState<Knowledge | null>(null)
  const [part, show] = useState<Part>('try')
  /** A question that was asked, on its way to be tried. */
  const [tried, setTried] = useState<{ readonly text: string; readonly language: string } | null>(null)
  // Anew with each edit, and after a lost connection.
  useEffect(() => run(async () => setKnowledge(await editorWire.state())), [state.knowledge, state.link])
  if (!knowledge) {
    return (
      <Page title={say('editor.title')}>
        <Problem words={problem ?? say('loading')} />
      </Page>
    )
  }
  return (
    <Page title={say('editor.title')}>
      <p class="small quiet" data-testid="revision" data-revision={knowledge.revision} role="status">
        {say('editor.live', {
          revision: knowledge.revision,
          when: new Date(knowledge.since).toLocaleString(state.language),
        })}
      </p>
      {knowledge.refused && <Refused {...knowledge.refused} />}
      <nav class="row periods" aria-label={say('editor.title')}>
        {parts
          .filter((one) => one === 'try' || knowledge.mayEdit)
          .map((one) => (
            <button
              key={one}
              type="button"
              class="button"
              aria-pressed={part === one}
              data-testid={`editor-${one}`}
              onClick={() => show(one)}
            >
              {say(`editor.${one}`)}
            </button>
          ))}
      </nav>
      {part === 'try' && <TryPart key={tried?.text ?? ''} first={tried} knowledge={knowledge} />}
      {part === 'asked' && (
        <AskedPart
          tryOut={(text, language) => {
            setTried({ text, language })
            show('try')
          }}
        />
      )}
      {(part === 'coverage' || part === 'history') && <CoveragePart part={part} revision={knowledge.revision} />}
    </Page>
  )
}
