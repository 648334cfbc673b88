import { useEffect, useRef, useState } from 'preact/hooks'
import { failed, send } from '../shared/drawings.ts'
import { clip, microphone } from '../shared/file-drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { size, timeOf } from './amounts.ts'
import { useConsole } from './context.ts'
import { mostBytes } from './file-wire.ts'
import { useRecorder } from './recorder.ts'

/** A file or one's own voice for the person. Looked at once more before it goes: a wrong letter cannot be taken back. */
export function FileTray() {
  const { state, desk, say } = useConsole()
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const take = (chosen: File | null | undefined) => {
    if (!chosen) return
    const wrong = chosen.size === 0 ? 'file-empty' : chosen.size > mostBytes ? 'file-too-large' : null
    setProblem(wrong)
    setFile(wrong ? null : chosen)
  }
  const recorder = useRecorder(take)
  useEffect(() => {
    // A copied picture is pasted wherever one writes.
    const paste = (event: ClipboardEvent) => take(event.clipboardData?.files[0])
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])
  if (file)
    return (
      <div class="tray" data-testid="chosen-file">
        <p>
          <bdi>{file.name}</bdi> <span class="quiet">{size(file.size, state.language)}</span>
        </p>
        <Look file={file} />
        <p class="row">
          <button
            type="button"
            class="button main"
            data-testid="send-file"
            onClick={() => {
              desk.sendFile(file)
              setFile(null)
            }}
          >
            <Sign path={send} turns />
            {say('file.send')}
          </button>
          <button type="button" class="button plain" data-testid="remove-file" onClick={() => setFile(null)}>
            {say('file.remove')}
          </button>
        </p>
      </div>
    )
  return (
    <p class="row tray">
      <input
        ref={input}
        type="file"
        hidden
        data-testid="file-input"
        onChange={(event) => {
          take(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      <button type="button" class="button plain" data-testid="attach" onClick={() => input.current?.click()}>
        <Sign path={clip} />
        {say('file.attach')}
      </button>
      {recorder.at === 'recording' ? (
        <button type="button" class="button" data-testid="stop-recording" onClick={recorder.end}>
          <Sign path={failed} />
          {say('file.stop', { time: timeOf(recorder.seconds) })}
        </button>
      ) : (
        <button
          type="button"
          class="button plain"
          data-testid="record"
          disabled={recorder.at === 'asking'}
          onClick={recorder.begin}
        >
          <Sign path={microphone} />
          {say('file.record')}
        </button>
      )}
      {(problem || recorder.at === 'refused') && (
        <small class="problem" role="alert" data-testid="file-problem">
          {say(problem ? `problem.${problem}` : 'file.no-microphone')}
        </small>
      )}
    </p>
  )
}

/** What is about to go, as the person will see or hear it. */
function Look({ file }: { readonly file: File }) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const there = URL.createObjectURL(file)
    setUrl(there)
    return () => URL.revokeObjectURL(there)
  }, [file])
  if (!url) return null
  if (/^image\/(jpeg|png|webp)$/.test(file.type)) return <img src={url} alt={file.name} />
  // biome-ignore lint/a11y/useMediaCaption: one's own voice, heard before it goes
  if (file.type.startsWith('audio/')) return <audio src={url} controls />
  return null
}
