import { useConsole } from '../console/context.ts'
import { Copy } from '../console/copy.tsx'

/** A file as it must become, to be copied or saved and put in its place. */
export function TakeAlong({ file, text }: { readonly file: string; readonly text: string }) {
  const { say } = useConsole()
  const save = () => {
    const address = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }))
    Object.assign(document.createElement('a'), { href: address, download: file.split('/').at(-1) }).click()
    setTimeout(() => URL.revokeObjectURL(address), 1_000)
  }
  return (
    <div class="stack" role="status" data-testid="take-along">
      <p>{say('take.what', { file })}</p>
      <textarea class="field code" readonly rows={10} value={text} aria-label={file} data-testid="take-text" />
      <div class="row end">
        <Copy text={text} />
        <button type="button" class="button" data-testid="take-save" onClick={save}>
          {say('take.save')}
        </button>
      </div>
    </div>
  )
}
