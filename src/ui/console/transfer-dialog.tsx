import { DialogEnd, named, Select, useInfo } from './choosing.tsx'
import { useConsole } from './context.ts'
import { Dialog } from './dialog.tsx'
import { Field, Form, textOf } from './field.tsx'
import type { Case } from './wire.ts'

interface Props {
  readonly one: Case
  readonly shown: boolean
  readonly hide: () => void
}

/** To a colleague, who may say no; or into the queue of another desk or office. */
export function TransferDialog({ one, shown, hide }: Props) {
  const { state, desk, say } = useConsole()
  const info = useInfo(shown)
  const colleagues = [...(info?.colleagues ?? [])].sort((a, b) => Number(b.present) - Number(a.present))
  const here = (present: boolean) => say(present ? 'transfer.here' : 'transfer.away')
  return (
    <Dialog shown={shown} hide={hide} title={say('transfer.title', { number: one.number })}>
      <Form
        submit={(fields) => {
          hide()
          const note = textOf(fields, 'note')
          const to = textOf(fields, 'to')
          if (to) desk.act('offer', { to, note })
          else desk.act('move', { desk: textOf(fields, 'desk'), office: textOf(fields, 'office'), note })
        }}
      >
        <Select
          label={say('transfer.to')}
          name="to"
          options={[
            ...colleagues.map(({ id, name, present, busy }) => ({
              value: id,
              words: `${name} (${here(present)}, ${say('transfer.busy', { busy })})`,
            })),
            { value: '', words: say('transfer.queue') },
          ]}
        />
        <Select
          label={say('transfer.desk')}
          name="desk"
          value={one.desk}
          options={(info?.desks ?? []).map(({ id, name }) => ({ value: id, words: named(name, state.language) }))}
        />
        <Select
          label={say('transfer.office')}
          name="office"
          value={one.office ?? ''}
          options={[
            { value: '', words: say('transfer.any-office') },
            ...(info?.offices ?? []).map(({ id, name }) => ({ value: id, words: named(name, state.language) })),
          ]}
        />
        <p class="small quiet">{say('transfer.queue-hint')}</p>
        <Field label={say('transfer.note')} name="note" maxLength={1000} hint={say('transfer.what')} />
        <DialogEnd hide={hide}>
          <button type="submit" class="button main" data-testid="transfer-confirm">
            {say('transfer.do')}
          </button>
        </DialogEnd>
      </Form>
    </Dialog>
  )
}
