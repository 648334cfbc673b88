import { notice, offline } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import type { Say } from '../shared/strings.ts'

interface Props {
  readonly say: Say
  /** Beside a draft, the English words as well. */
  readonly english: Say | null
  readonly name: string
  readonly sign: 'notice' | 'offline'
}

/** Something the page itself says. */
export function Notice({ say, english, name, sign }: Props) {
  return (
    <p class={`notice ${sign}`}>
      <Sign path={sign === 'offline' ? offline : notice} />
      <span>
        {say(name)}
        <English say={english} name={name} />
      </span>
    </p>
  )
}

/** The English line under words no native speaker has approved yet. */
export function English({ say, name }: { readonly say: Say | null; readonly name: string }) {
  if (!say) return null
  return (
    <small class="english" lang="en" dir="ltr">
      {say(name)}
    </small>
  )
}
