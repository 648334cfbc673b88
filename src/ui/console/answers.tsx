import { useEffect, useRef, useState } from 'preact/hooks'
import { Words } from '../shared/words.tsx'
import { named } from './choosing.tsx'
import { useConsole } from './context.ts'
import { ListBox } from './listbox.tsx'
import { languageName } from './row.tsx'
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
export function useAnswers(
  text: string,
  here: boolean,
  on: { readonly reply: (reply: AnswerFound) => void; readonly empty: () => void },
): Answers {
  const { state, desk } = useConsole()
  const [found, setFound] = useState<readonly AnswerFound[]>([])
  const [at, setAt] = useState(0)
  const chosen = state.answer
  const choose = (answer: AnswerFound | null) => (answer?.kind === 'reply' ? on.reply(answer) : desk.preview(answer))
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
    choose,
    key(code) {
      if (!open) return false
      if (code === 'Escape') {
        on.empty()
        return true
      }
      if (found.length === 0) return false
      if (code === 'ArrowDown') setAt((at + 1) % found.length)
      else if (code === 'ArrowUp') setAt((at + found.length - 1) % found.length)
      else if (code === 'Enter' || code === 'NumpadEnter' || code === 'Tab') choose(found[at] ?? null)
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
      {answer.kind === 'reply' && <span class="badge">{say('answers.reply')}</span>}
      {answer.languages.includes(theirs) ? (
        <span class="badge">✓ {languageName(theirs, state.language)}</span>
      ) : (
        <span class="badge amber">{say('answers.missing', { language: languageName(theirs, state.language) })}</span>
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
        key: `${answer.kind} ${answer.id}`,
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
    if (chosen) wire.answer(chosen, language, state.language).then(setWords, desk.failed)
  }, [chosen?.id, language, state.language])
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (words?.theirs) first.current?.focus()
  }, [words])
  if (!chosen) return null
  const missing = language !== one.language
  const sentName = languageName(language, state.language)
  // Words they cannot read go to whoever is there to interpret them; past the interpreter only by choice.
  const through = missing && one.interpretation === 'active' && words?.theirs ? words.theirs : null
  const send = () => {
    desk.act('answers', { topic: chosen.id, language, read: words?.ours ? state.language : language })
    sent()
  }
  return (
    <section
      class="answer-preview"
      aria-label={say('answers.preview')}
      data-testid="answer-preview"
      onKeyDown={(event) => {
        if (event.code !== 'Escape') return
        event.stopPropagation()
        answers.choose(null)
      }}
    >
      <h3>{named(chosen.title, state.language)}</h3>
      {missing && (
        <p class="aside-note" data-testid="answer-missing">
          {say(through === null ? 'answers.fallback' : 'answers.through', {
            language: one.language ? languageName(one.language, state.language) : say('language.unknown'),
            sent: sentName,
            interpreter: one.interpreter?.name ?? '',
          })}
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
          class={through === null ? 'button main' : 'button'}
          data-testid="answer-send"
          ref={through === null ? first : null}
          disabled={!words?.theirs}
          onClick={send}
        >
          {say('answers.send', { language: sentName })}
        </button>
        {through !== null && (
          <button
            type="button"
            class="button main"
            data-testid="answer-through"
            ref={first}
            onClick={() => {
              sent()
              desk.send('messages', through, 'interpreter')
            }}
          >
            {say('reply.through', { interpreter: one.interpreter?.name ?? '' })}
          </button>
        )}
      </p>
    </section>
  )
}
