import { useEffect, useRef, useState } from 'preact/hooks'
import type { Asked } from './case-dialogs.tsx'
import { mayAsk } from './case-dialogs.tsx'
import { useConsole } from './context.ts'
import { Dialog } from './dialog.tsx'
import { ListBox, optionId } from './listbox.tsx'
import { pathOf, theirPath } from './route.ts'
import { languageName } from './row.tsx'
import type { Case } from './wire.ts'

interface Command {
  readonly id: string
  readonly words: string
  run(): void
}

const most = 12

/** Ctrl+K: every case by number, language or words of its question, and everything that can be done with the open one. */
export function Palette({ ask }: { readonly ask: (asked: Asked) => void }) {
  const { say } = useConsole()
  const [shown, show] = useState(false)
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setWords('')
      setAt(0)
      show(true)
    }
    addEventListener('keydown', pressed)
    const open = () => show(true)
    addEventListener('tilts-palette', open)
    return () => {
      removeEventListener('keydown', pressed)
      removeEventListener('tilts-palette', open)
    }
  }, [])
  useEffect(() => field.current?.focus(), [shown])
  const found = useCommands(ask)
    .filter((one) => fits(one.words, words))
    .slice(0, most)
  const run = (command: Command | undefined) => {
    // Closed before anything else opens: so the focus finds its way back to where it was.
    field.current?.closest('dialog')?.close()
    show(false)
    command?.run()
  }
  return (
    <Dialog shown={shown} hide={() => show(false)} title={say('palette.title')}>
      <input
        ref={field}
        class="field"
        type="text"
        data-testid="palette"
        role="combobox"
        aria-expanded={true}
        aria-controls="commands"
        aria-activedescendant={optionId('commands', at)}
        aria-label={say('palette.title')}
        value={words}
        onInput={(event) => [setWords(event.currentTarget.value), setAt(0)]}
        onKeyDown={(event) => {
          if (event.code === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1))
          else if (event.code === 'ArrowUp') setAt(Math.max(at - 1, 0))
          else if (event.code === 'Enter') run(found[at])
          else return
          event.preventDefault()
        }}
      />
      {found.length === 0 && <p class="quiet">{say('palette.none')}</p>}
      <ListBox
        id="commands"
        label={say('palette.title')}
        at={at}
        options={found.map((one) => ({
          key: one.id,
          shown: <bdi>{one.words}</bdi>,
          choose: () => run(one),
        }))}
      />
    </Dialog>
  )
}

/** Every word that was typed begins some word of it. */
function fits(line: string, typed: string): boolean {
  const words = line.toLowerCase().split(/[\s·]+/)
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

function useCommands(ask: (asked: Asked) => void): readonly Command[] {
  const { state, desk, say } = useConsole()
  const { queue, open, me } = state
  const go = (hash: string) => () => {
    location.hash = hash
  }
  const cases: readonly Case[] = queue ? [...queue.waiting, ...queue.mine, ...queue.others, ...queue.closed] : []
  const asks = (['interpreter', 'transfer', 'sleep', 'close'] as const)
    .filter((asked) => open !== null && mayAsk(asked, open, me))
    .map((asked) => ({ id: asked, words: say(`palette.${asked}`), run: () => ask(asked) }))
  const take = { id: 'claim', words: say('case.take'), run: () => desk.act('claim') }
  const giveBack = { id: 'return', words: say('case.return'), run: () => desk.act('return') }
  const mine = open?.case.state === 'claimed' && open.case.by?.id === me?.id
  const pages = (
    [
      ['coordinator', 'staff.title', '#/staff'],
      ['coordinator', 'report.title', '#/report'],
      ['interpreter', 'interpreting.title', theirPath(null)],
    ] as const
  )
    .filter(([role]) => me?.roles.includes(role))
    .map(([, key, hash]) => ({ id: key, words: say(key), run: go(hash) }))
  return [
    ...(open?.case.state === 'queued' && open.can.includes('claim') ? [take] : []),
    ...asks,
    ...(mine ? [giveBack] : []),
    { id: 'flip', words: say('keys.original'), run: desk.flip },
    { id: 'queue', words: say('queue.title'), run: go(pathOf(null)) },
    { id: 'profile', words: say('me.title'), run: go('#/profile') },
    ...pages,
    ...cases.map((one) => ({
      id: one.id,
      words: [
        one.number,
        one.language ? languageName(one.language, state.language, one.languageName) : '',
        one.by?.name ?? '',
        one.question?.split('\n')[0] ?? '',
      ]
        .filter(Boolean)
        .join(' · '),
      run: go(pathOf(one.id)),
    })),
  ]
}
