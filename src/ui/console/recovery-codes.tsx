import { useConsole } from './context.ts'
import { Copy } from './copy.tsx'

/** Shown once; whoever goes on says that they are kept. */
export function RecoveryCodes({ codes, kept }: { readonly codes: readonly string[]; readonly kept: () => void }) {
  const { say } = useConsole()
  return (
    <section class="stack" data-testid="recovery-codes">
      <h2>{say('recovery.title')}</h2>
      <p>{say('recovery.what')}</p>
      <ol class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Copy text={codes.join('\n')} />
      <button type="button" class="button main" data-testid="recovery-kept" onClick={kept}>
        {say('recovery.kept')}
      </button>
    </section>
  )
}
