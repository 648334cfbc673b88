import type { ComponentChildren } from 'preact'

interface FieldProps {
  readonly label: string
  readonly name: string
  readonly hint?: string | undefined
  readonly type?: 'text' | 'password'
  readonly value?: string
  readonly defaultValue?: string
  readonly autocomplete?: 'username' | 'nickname' | 'one-time-code' | 'current-password' | 'new-password' | 'off'
  readonly numeric?: boolean
  readonly minLength?: number
  readonly maxLength?: number
  readonly required?: boolean
  readonly readonly?: boolean
}

/** One line to fill in, with its name above it and, where it helps, a sentence below. */
export function Field({
  label,
  name,
  hint,
  numeric = false,
  autocomplete = 'off',
  type = 'text',
  ...more
}: FieldProps) {
  const id = `field-${name}`
  const input = {
    id,
    name,
    autocomplete,
    class: 'field',
    'data-testid': name,
    autocapitalize: 'none',
    spellcheck: false,
    inputMode: numeric ? 'numeric' : 'text',
    ...(hint ? { 'aria-describedby': `hint-${name}` } : {}),
    ...more,
  } as const
  return (
    <div>
      <label for={id}>{label}</label>
      {type === 'password' ? <input type="password" {...input} /> : <input type="text" {...input} />}
      {hint && (
        <p class="small quiet" id={`hint-${name}`}>
          {hint}
        </p>
      )}
    </div>
  )
}

interface ChooseProps {
  readonly legend: string
  readonly name: string
  readonly hint?: string
  readonly options: readonly { readonly value: string; readonly words: string; readonly lang?: string }[]
  readonly chosen: readonly string[]
  /** One of them only. */
  readonly one?: boolean
}

/** A group of things to tick. */
export function Choose({ legend, name, hint, options, chosen, one = false }: ChooseProps) {
  return (
    <fieldset class="choose" {...(hint ? { 'aria-describedby': `hint-${name}` } : {})}>
      <legend>{legend}</legend>
      {options.map(({ value, words, lang }) => (
        <label key={value} class="check">
          <input
            type={one ? 'radio' : 'checkbox'}
            name={name}
            value={value}
            defaultChecked={chosen.includes(value)}
            data-testid={`${name}-${value}`}
          />
          <bdi {...(lang ? { lang } : {})}>{words}</bdi>
        </label>
      ))}
      {hint && (
        <p class="small quiet" id={`hint-${name}`}>
          {hint}
        </p>
      )}
    </fieldset>
  )
}

/** What went wrong; read aloud as soon as it stands there. */
export function Problem({ words }: { readonly words: ComponentChildren }) {
  return (
    <p class="problem" role="alert" data-testid="fault">
      {words}
    </p>
  )
}

interface FormProps {
  readonly submit: (fields: FormData) => void
  readonly class?: string
  readonly children: ComponentChildren
}

export function Form({ submit, children, ...more }: FormProps) {
  return (
    <form
      {...more}
      onSubmit={(event) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
    >
      {children}
    </form>
  )
}

export const textOf = (fields: FormData, name: string): string => String(fields.get(name) ?? '')
export const listOf = (fields: FormData, name: string): readonly string[] => fields.getAll(name).map(String)
