import { useConsole } from '../console/context.ts'
import type { Tried } from './wire.ts'

/** What the person would see: each message with its buttons, row by row. */
export function Bubbles({ bubbles }: Pick<Tried, 'bubbles'>) {
  const { say } = useConsole()
  if (bubbles.length === 0) return <p class="empty">{say('try.silent')}</p>
  return (
    <ol class="stack preview" data-testid="preview">
      {bubbles.map(({ language, texts, rows }, i) => (
        <li key={i} {...(language ? { lang: language } : {})}>
          {texts.map((text, at) => (
            <p key={at} class="bubble-shown">
              {text.split('\n').map((line, n) => (
                <span key={n} dir="auto">
                  {line}
                </span>
              ))}
            </p>
          ))}
          {rows.map((row, at) => (
            <p key={at} class="row">
              {row.map((label) => (
                <span key={label} class="button-shown" dir="auto">
                  {label}
                </span>
              ))}
            </p>
          ))}
        </li>
      ))}
    </ol>
  )
}
