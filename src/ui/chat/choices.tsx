import type { Say } from '../shared/strings.ts'
import { isSecondTap } from './double-tap.ts'
import type { Choice } from './line.ts'
import { spokenBy } from './tags.ts'

interface Props {
  readonly say: Say
  readonly choices: readonly Choice[]
  /** Under the newest message; older ones still work, but do not call. */
  readonly newest: boolean
  readonly press: (choice: Choice) => void
}

const many = 6

/** Buttons under a message. Languages stand in their own script and direction; there are no flags. */
export function Choices({ say, choices, newest, press }: Props) {
  const shape = `choices${choices.length > many ? ' grid' : ''}${newest ? '' : ' older'}`
  return (
    <fieldset class={shape}>
      <legend class="unseen">{say('choices.label')}</legend>
      {choices.map((choice) => {
        const tag = spokenBy(choice.act)
        return (
          <button
            key={choice.act}
            type="button"
            class="button"
            data-testid={tag ? `speak-${tag}` : 'choice'}
            data-act={choice.act}
            lang={choice.lang ?? tag ?? undefined}
            dir={choice.dir ?? 'auto'}
            onClick={(event) => isSecondTap(event) || press(choice)}
          >
            {choice.label}
          </button>
        )
      })}
    </fieldset>
  )
}
