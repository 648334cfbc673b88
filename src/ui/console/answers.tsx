import { useEffect, useRef, useState } from 'preact/hooks'
import { Words } from '../shared/words.tsx'
import { named } from './choosing.tsx'
import { useConsole } from './context.ts'
import { ListBox } from './listbox.tsx'
import { type AnswerFound, type Case, wire } from './wire.ts'

export interface Answers {
  /** The list under the field is open. */
  readonly open: boolean
  readonly found: readonly AnswerFound[]
  readonly at: number
  /** Chosen, and shown before it goes out. */
  readonly chosen: AnswerFound | null
  choose(answer: AnswerFound | null): void
  /** True when the key meant something in the list. */
  key(code: string): boolean
}

/** What the FAQ has for words behind a `/`. Keys move through the list; Enter chooses. */
export function useAnswers(text: string, here: boolean, empty: () => void): Answers {
  const { state, desk } = useConsole()
  const [found, setFound] = useState<readonly AnswerFound[]>([])
  const [at, setAt] = useState(0)
  const chosen = state.answer
  const open = here && chosen === null && text.startsWith('/')
  useEffect(() => {
    if (!open) return
    const soon = setTimeout(() => {
      wire.answers(text.slice(1)).then(
        (answers) => {
          setFound(answers)
          setAt(0)
        },
        (lost) => console.debug(lost),
      )
    }, 120)
    return () => clearTimeout(soon)
  }, [text, open])
  return {
    open,
    found,
    at,
    chosen,
    choose: desk.preview,
    key(code) {
      if (!open) return false
      if (code === 'Escape') {
        empty()
        return true
      }
      if (found.length === 0) return false
      if (code === 'ArrowDown') setAt((at + 1) % found.length)
      else if (code === 'ArrowUp') setAt((at + found.length - 1) % found.length)
      else if (code === 'Enter' || code === 'NumpadEnter' || code === 'Tab') desk.preview(found[at] ?? null)
      else return false
      return true
    },
  }
}

/** The list; which of them the person could read is said beside each. */
export function AnswerList({ answers, one }: { readonly answers: Answers; readonly one: Case }) {
  const { state, say } = useConsole()
  if (!answers.open) return null
  const theirs = one.language ?? ''
  const shown = (answer: AnswerFound) => (
    <>
      <span>{named(answer.title, state.language)}</span>{' '}
      {answer.languages.includes(theirs) ? (
        <span class="badge">✓ {theirs}</span>
      ) : (
        <span class="badge amber">{say('answers.missing', { language: one.languageName ?? theirs })}</span>
      )}
    </>
  )
  if (answers.found.length === 0) return <p class="small quiet">{say('answers.none')}</p>
  return (
    <ListBox
      id="answers"
      label={say('answers.title')}
      at={answers.at}
      options={answers.found.map((answer) => ({
        key: answer.topic,
        shown: shown(answer),
        choose: () => answers.choose(answer),
      }))}
    />
  )
}

/** The language it goes out in: the person's, else one that most can read. */
export function sentIn(answer: AnswerFound, theirs: string | null): string {
  const wanted = [theirs ?? '', 'en', 'ru', 'lv']
  return wanted.find((tag) => answer.languages.includes(tag)) ?? answer.languages[0] ?? 'en'
}

/** Both versions side by side, before anything is sent. */
export function AnswerPreview({ answers, one, sent }: { answers: Answers; one: Case; sent: () => void }) {
  const { state, desk, say } = useConsole()
  const { chosen } = answers
  const language = chosen ? sentIn(chosen, one.language) : 'en'
  const [words, setWords] = useState<{ theirs: string | null; ours: string | null } | null>(null)
  useEffect(() => {
    setWords(null)
    if (chosen) wire.answer(chosen.topic, language, state.language).then(setWords, desk.failed)
  }, [chosen?.topic, language, state.language])
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (words?.theirs) first.current?.focus()
  }, [words])
  if (!chosen) return null
  return (
    <section class="answer-preview" aria-label={say('answers.preview')} data-testid="answer-preview">
      <h3>{named(chosen.title, state.language)}</h3>
      {language !== one.language && (
        <p class="problem" data-testid="answer-missing">
          {say('answers.fallback', { language: one.languageName ?? say('language.unknown'), sent: language })}
        </p>
      )}
      <div class="both">
        <div lang={language}>{words?.theirs && <Words text={words.theirs} lang={language} />}</div>
        {language !== state.language && words?.ours && (
          <div lang={state.language}>
            <Words text={words.ours} lang={state.language} />
          </div>
        )}
      </div>
      <p class="row end">
        <button type="button" class="button" onClick={() => answers.choose(null)}>
          {say('dialog.cancel')}
        </button>
        <button
          type="button"
          class="button main"
          data-testid="answer-send"
          ref={first}
          disabled={!words?.theirs}
          onClick={() => {
            desk.act('answers', { topic: chosen.topic, language, read: words?.ours ? state.language : language })
            sent()
          }}
        >
          {say('answers.send', { language })}
        </button>
      </p>
    </section>
  )
}
