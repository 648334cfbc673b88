import { useConsole } from '../console/context.ts'
import type { Fault, Knowledge } from './wire.ts'

/** What is wrong with the files as they lie there now; the answers from before go on. */
export function Refused({ count, faults }: NonNullable<Knowledge['refused']>) {
  const { say } = useConsole()
  return (
    <section class="problem stack" role="alert" data-testid="refused">
      <h3>{say('editor.refused', { count })}</h3>
      <p>{say('editor.refused-what')}</p>
      <FaultList faults={faults} />
    </section>
  )
}

export function FaultList({ faults }: { readonly faults: readonly Fault[] }) {
  const { state } = useConsole()
  return (
    <ul class="stack">
      {faults.map(({ file, line, column, message }) => (
        <li key={`${file}:${line}:${column}:${message.en}`} data-testid="file-fault">
          <code>
            {file}:{line}:{column}
          </code>{' '}
          <bdi>{message[state.language] ?? message.en}</bdi>
        </li>
      ))}
    </ul>
  )
}
