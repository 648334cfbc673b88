import type { ComponentChild } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  readonly id: string
  readonly label: string
  /** Which one the keys of the field above are at. */
  readonly at: number
  readonly options: readonly { readonly key: string; readonly shown: ComponentChild; choose(): void }[]
}

/** The list under a field: the focus stays in the field, whose `aria-activedescendant` says where its keys are. */
export function ListBox({ id, label, at, options }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.children[at]?.scrollIntoView({ block: 'nearest' }), [at])
  return (
    <div ref={box} id={id} class="answers" role="listbox" aria-label={label} tabIndex={-1}>
      {options.map((one, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the field above
        <div
          key={one.key}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === at}
          tabIndex={-1}
          data-testid={`${id}-option`}
          // The field keeps the focus; and a finger that scrolls the list chooses nothing.
          onMouseDown={(event) => event.preventDefault()}
          onClick={one.choose}
        >
          {one.shown}
        </div>
      ))}
    </div>
  )
}

export const optionId = (list: string, at: number): string => `${list}-${at}`
