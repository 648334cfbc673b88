import { useState } from 'preact/hooks'
import { useConsole } from './context.ts'

/** Puts the text where it can be pasted. Plain http in an office has no clipboard: there one selects it by hand. */
export function Copy({ text }: { readonly text: string }) {
  const { say } = useConsole()
  const [copied, setCopied] = useState(false)
  if (!('clipboard' in navigator)) return null
  return (
    <button
      type="button"
      class="button"
      onClick={() => {
        navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          (refused: unknown) => console.debug(refused),
        )
      }}
    >
      <span role="status">{say(copied ? 'copy.done' : 'copy.do')}</span>
    </button>
  )
}
