import { DialogEnd, named, useInfo } from './choosing.tsx'
import { useConsole } from './context.ts'
import { Dialog } from './dialog.tsx'
import { Choose, Form, listOf, textOf } from './field.tsx'
import type { Case } from './wire.ts'

interface Props {
  readonly one: Case
  readonly shown: boolean
  readonly hide: () => void
}

/** Closing ends the talk for the person, so it is asked once; what came of it is what the report counts. */
export function CloseDialog({ one, shown, hide }: Props) {
  const { state, desk, say } = useConsole()
  const info = useInfo(shown)
  return (
    <Dialog shown={shown} hide={hide} title={say('close.title', { number: one.number })}>
      <Form
        submit={(fields) => {
          hide()
          desk.act('close', { outcome: textOf(fields, 'outcome'), tags: listOf(fields, 'tags') })
        }}
      >
        <p>{say('close.what')}</p>
        <Choose
          legend={say('close.outcome')}
          name="outcome"
          one
          chosen={['helped']}
          options={(info?.outcomes ?? ['helped']).map((value) => ({ value, words: say(`outcome-of.${value}`) }))}
        />
        <Choose
          legend={say('close.tags')}
          name="tags"
          chosen={[]}
          options={(info?.areas ?? []).map(({ id, name }) => ({ value: id, words: named(name, state.language) }))}
        />
        <DialogEnd hide={hide}>
          <button type="submit" class="button main" data-testid="close-confirm">
            {say('close.yes')}
          </button>
        </DialogEnd>
      </Form>
    </Dialog>
  )
}
