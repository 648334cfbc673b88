import type { ComponentChild } from 'preact'

interface Props {
  readonly id: string
  readonly label: string
  /** Which one the keys of the field above are at. */
  readonly at: number
  readonly options: readonly { readonly key: string; readonly shown: ComponentChild; choose(): void }[]
}

/** The list under a field: the focus stays in the field, whose `aria-activedescendant` says where its keys are. */
export function ListBox({ id, label, at, options }: Props) {
  return (
    <div id={id} class="answers" role="listbox" aria-label={label} tabIndex={-1}>
      {options.map((one, index) => (
        <div
          key={one.key}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === at}
          tabIndex={-1}
          data-testid={`${id}-option`}
          onPointerDown={(event) => {
            // The field keeps the focus.
            event.preventDefault()
            one.choose()
          }}
        >
          {one.shown}
        </div>
      ))}
    </div>
  )
}

export const optionId = (list: string, at: number): string => `${list}-${at}`
