import { leave as door, language as globe } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import type { Say } from '../shared/strings.ts'
import type { Choice } from './line.ts'

interface Props {
  readonly say: Say
  readonly press: (choice: Choice) => void
  readonly leave: () => void
}

/** Who this is, the way to another language, and the way out. */
export function Header({ say, press, leave }: Props) {
  const language = say('language.button')
  return (
    <header class="top">
      <h1>{say('service.name')}</h1>
      <button
        type="button"
        class="button"
        data-testid="language"
        onClick={() => press({ act: 'language', label: language })}
      >
        <Sign path={globe} />
        {language}
      </button>
      <button type="button" class="button leave" data-testid="leave" title={say('leave.hint')} onClick={leave}>
        <Sign path={door} turns />
        {say('leave.button')}
        <span class="unseen">{say('leave.hint')}</span>
      </button>
    </header>
  )
}
