import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { interpreter, send as sendSign } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { AnswerList, AnswerPreview, sentIn, useAnswers } from './answers.tsx'
import { beat } from './beat.ts'
import { useConsole } from './context.ts'
import { note as noteSign } from './drawings.ts'
import { FileTray } from './file-tray.tsx'
import { optionId } from './listbox.tsx'
import { draftKey, throughKey } from './outgoing.ts'
import type { Kind } from './state.ts'
import { fits, TooLong } from './too-long.tsx'
import { type AnswerFound, type Case, wire } from './wire.ts'

interface Props {
  readonly one: Case
  readonly can: readonly string[]
}

/** Where to write: to the person (only in one's own case), a note for colleagues, a word to the interpreter. */
export function Reply({ one, can }: Props) {
  const { state, desk, say } = useConsole()
  const [kind, setKind] = useState<Kind>('messages')
  const pulse = useRef<ReturnType<typeof beat> | null>(null)
  useEffect(() => {
    const mine = beat((doing) => wire.presence(one.id, doing))
    pulse.current = mine
    return mine.stop
  }, [one.id])
  const mine = one.state === 'claimed' && one.by?.id === state.me?.id
  const three = one.interpretation === 'active'
  const key = draftKey(one.id, kind)
  const text = state.drafts[key] ?? ''
  const may = kind === 'notes' ? can.includes('note') : mine
  // A ready reply goes into the field to be changed: in the language in which the words will be read next.
  const begin = (answer: AnswerFound) => {
    const language = three ? state.language : sentIn(answer, one.language)
    wire.answer(answer, language, language).then(({ theirs }) => desk.draft(key, theirs ?? ''), desk.failed)
  }
  const answers = useAnswers(text, kind === 'messages' && mine, { reply: begin, empty: () => desk.draft(key, '') })
  const field = useRef<HTMLTextAreaElement>(null)
  const looked = useRef(false)
  // At once: the next key must not fall into nothing.
  useLayoutEffect(() => {
    if (!answers.chosen && looked.current) field.current?.focus()
    looked.current = answers.chosen !== null
  }, [answers.chosen])
  // Words begun for an interpreter who has left stay meant for one, whatever the next key is: a remark, too.
  const meant = three || (text !== '' && state.drafts[throughKey(one.id)] === 'interpreter')
  const through = meant && kind === 'messages' ? 'interpreter' : 'as-typed'
  const left = mine && !three && (kind === 'remarks' || (kind === 'messages' && meant))
  const ready = may && !left && !answers.open && !answers.chosen && fits(text) && text.trim() !== ''
  const submit = () => {
    if (ready) desk.send(kind, text, through)
  }
  const tab = (value: Kind, sign: string | null, letter: string) => (
    <button
      type="button"
      class="tab"
      data-testid={`mode-${value === 'messages' ? 'reply' : value === 'notes' ? 'note' : 'remark'}`}
      aria-pressed={kind === value}
      onClick={() => setKind(value)}
    >
      {sign && <Sign path={sign} />}
      {say(`reply.${value}`)} <kbd>{letter}</kbd>
    </button>
  )
  return (
    <form
      class={`reply ${kind}`}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset class="modes">
        <legend class="unseen">{say('reply.mode')}</legend>
        {tab('messages', null, 'R')}
        {can.includes('note') && tab('notes', noteSign, 'N')}
        {(three || kind === 'remarks') && mine && tab('remarks', interpreter, 'M')}
      </fieldset>
      <AnswerList answers={answers} one={one} />
      {mine && (
        <AnswerPreview
          answers={answers}
          one={one}
          sent={() => {
            answers.choose(null)
            if (kind === 'messages' && text.startsWith('/')) desk.draft(key, '')
          }}
        />
      )}
      {!(mine && answers.chosen) && (
        <>
          <textarea
            ref={field}
            class="field"
            data-testid="reply"
            dir="auto"
            rows={2}
            aria-label={say(`reply.${kind}`)}
            aria-describedby="reply-hint"
            {...(answers.open
              ? {
                  'aria-autocomplete': 'list',
                  'aria-controls': 'answers',
                  'aria-activedescendant': optionId('answers', answers.at),
                }
              : {})}
            value={text}
            onInput={(event) => {
              desk.draft(key, event.currentTarget.value)
              if (kind === 'messages') desk.draft(throughKey(one.id), meant ? 'interpreter' : '')
              // Notes and remarks are nothing the person waits for: they are not shown that somebody writes to them.
              if (kind === 'messages') pulse.current?.wrote()
            }}
            onKeyDown={(event) => {
              if (event.isComposing) return
              if (answers.key(event.code)) return event.preventDefault()
              // On a Russian keyboard the key of "/" writes a full stop, with which no reply begins.
              if (event.code === 'Slash' && event.key === '.' && text === '' && kind === 'messages' && mine) {
                event.preventDefault()
                return desk.draft(key, '/')
              }
              if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
              event.preventDefault()
              submit()
            }}
          />
          <TooLong text={text} />
          {kind === 'messages' && mine && <FileTray key={one.id} />}
          <p class="row">
            <small id="reply-hint" class={left ? 'aside-note grow' : 'quiet grow'}>
              {say(answers.open ? 'reply.answers-hint' : left ? 'reply.left-hint' : hint(one, kind, mine), {
                name: one.by?.name ?? '',
                interpreter: one.interpreter?.name ?? '',
              })}
            </small>
            {left && kind === 'messages' && (
              <button
                type="button"
                class="button"
                data-testid="send-as-typed"
                disabled={!fits(text)}
                onClick={() => desk.send(kind, text, 'as-typed')}
              >
                {say('reply.as-typed')}
              </button>
            )}
            <button type="submit" class="button main" data-testid="reply-send" disabled={!ready}>
              <Sign path={sendSign} turns />
              {say(left ? 'reply.remarks' : label(one, kind, mine), { interpreter: one.interpreter?.name ?? '' })}
            </button>
          </p>
        </>
      )}
    </form>
  )
}

/** Somebody should interpret, and nobody does yet. */
const without = (one: Case): boolean => ['wanted', 'offered', 'booked'].includes(one.interpretation)

function hint(one: Case, kind: Kind, mine: boolean): string {
  if (kind !== 'messages') return `reply.${kind}-hint`
  if (!mine) return one.by ? 'reply.not-yours' : 'reply.take-first'
  if (one.interpretation === 'active') return 'reply.through-hint'
  return without(one) ? 'reply.as-typed-hint' : 'reply.hint'
}

/** What happens to the words stands on the button: nobody sends past an interpreter by mistake. */
function label(one: Case, kind: Kind, mine: boolean): string {
  if (kind === 'notes') return 'reply.save'
  if (kind === 'remarks' || !mine) return 'reply.send'
  if (one.interpretation === 'active') return 'reply.through'
  return without(one) ? 'reply.as-typed' : 'reply.send'
}
