import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { useConsole } from './context.ts'
import type { DeskInfo } from './wire.ts'

/** Whom and what can be chosen from, fetched when a dialog opens; null until it is there. */
export function useInfo(shown: boolean): DeskInfo | null {
  const { state, desk } = useConsole()
  useEffect(() => {
    if (shown) void desk.inform().catch(desk.failed)
  }, [shown])
  return state.info
}

interface SelectProps {
  readonly label: string
  readonly name: string
  readonly value?: string | undefined
  readonly required?: boolean
  readonly changed?: (value: string) => void
  readonly options: readonly { readonly value: string; readonly words: string; readonly lang?: string }[]
}

/** One of many. */
export function Select({ label, name, value, required = false, changed, options }: SelectProps) {
  const id = `select-${name}`
  return (
    <p>
      <label for={id}>{label}</label>
      <select
        id={id}
        name={name}
        class="field"
        data-testid={name}
        defaultValue={value}
        required={required}
        onChange={(event) => changed?.(event.currentTarget.value)}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value} lang={one.lang} selected={one.value === value}>
            {one.words}
          </option>
        ))}
      </select>
    </p>
  )
}

interface EndProps {
  readonly hide: () => void
  readonly children: ComponentChildren
}

/** The end of a dialog: the way back first, then what it is for. */
export function DialogEnd({ hide, children }: EndProps) {
  const { say } = useConsole()
  return (
    <div class="row end">
      <button type="button" class="button" onClick={hide}>
        {say('dialog.cancel')}
      </button>
      {children}
    </div>
  )
}

/**
 * The languages to choose from, those with most interpreters first. Until they are there, the case's own one alone, so
 * that whoever is quicker than the network asks for the right language and not for none.
 */
export function languagesOf(info: DeskInfo | null, own: string | null): DeskInfo['languages'] {
  if (info) return [...info.languages].sort((a, b) => b.interpreters - a.interpreters)
  if (own === null) return []
  const ownName = new Intl.DisplayNames([own], { type: 'language' }).of(own) ?? own
  return [{ tag: own, ownName, interpreters: 0 }]
}

/** The words of a name in the console's language; English or Latvian where there are none. */
export const named = (name: Readonly<Record<string, string>>, language: string): string =>
  name[language] ?? name.en ?? name.lv ?? ''
