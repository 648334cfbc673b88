export interface Recording {
  /** Ends it and gives what was said. */
  end(): void
  /** Ends it and gives nothing. */
  cancel(): void
}

const longestMs = 300_000
/** Ogg and MP4 play everywhere; WebM where neither can be recorded. */
const kinds = ['audio/ogg;codecs=opus', 'audio/mp4', 'audio/webm;codecs=opus']

/** Records a voice by the browser's own recorder; rejects when there is no microphone, or none is allowed. */
export async function record(done: (voice: File) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind))
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {})
  const pieces: Blob[] = []
  let wanted = true
  const end = () => recorder.state === 'recording' && recorder.stop()
  const late = setTimeout(end, longestMs)
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  recorder.onstop = () => {
    clearTimeout(late)
    // The microphone is let go at once: its light goes out.
    for (const track of stream.getTracks()) track.stop()
    const type = recorder.mimeType.split(';')[0] ?? 'audio/ogg'
    if (wanted) done(new File(pieces, `voice.${type.split('/')[1]}`, { type }))
  }
  recorder.start()
  return {
    end,
    cancel() {
      wanted = false
      end()
    },
  }
}
