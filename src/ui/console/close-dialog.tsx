import { useConsole } from './context.ts'
import { Dialog } from './dialog.tsx'
import type { Case } from './wire.ts'

interface Props {
  readonly one: Case
  readonly shown: boolean
  readonly hide: () => void
}

/** Closing ends the talk for the person, so it is asked once. */
export function CloseDialog({ one, shown, hide }: Props) {
  const { desk, say } = useConsole()
  return (
    <Dialog shown={shown} hide={hide} title={say('close.title', { number: one.number })}>
      <p>{say('close.what')}</p>
      <div class="row end">
        <button type="button" class="button" onClick={hide}>
          {say('close.no')}
        </button>
        <button
          type="button"
          class="button main"
          data-testid="close-confirm"
          onClick={() => {
            hide()
            desk.act('close')
          }}
        >
          {say('close.yes')}
        </button>
      </div>
    </Dialog>
  )
}
