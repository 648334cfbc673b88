import { useEffect, useRef, useState } from 'preact/hooks'

export interface Recorder {
  readonly at: 'idle' | 'asking' | 'recording' | 'refused'
  readonly seconds: number
  begin(): void
  /** Ends it; the recording goes to `done`. */
  end(): void
}

const longestSeconds = 300
/** Ogg and MP4 play everywhere; WebM where neither can be recorded. */
const kinds = ['audio/ogg;codecs=opus', 'audio/mp4', 'audio/webm;codecs=opus']

/** Records a voice by the browser's own recorder. The microphone is let go as soon as it ends, or its part is gone. */
export function useRecorder(done: (voice: File) => void): Recorder {
  const [at, setAt] = useState<Recorder['at']>('idle')
  const [seconds, setSeconds] = useState(0)
  const running = useRef<{ recorder: MediaRecorder; stop: () => void } | null>(null)
  useEffect(() => () => running.current?.stop(), [])
  return {
    at,
    seconds,
    begin: () => void begin().catch(() => setAt('refused')),
    end: () => running.current?.recorder.stop(),
  }

  async function begin(): Promise<void> {
    setAt('asking')
    setSeconds(0)
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind))
    const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {})
    const pieces: Blob[] = []
    const clock = setInterval(() => {
      setSeconds((now) => {
        if (now + 1 >= longestSeconds && recorder.state === 'recording') recorder.stop()
        return now + 1
      })
    }, 1000)
    const stop = () => {
      clearInterval(clock)
      for (const track of stream.getTracks()) track.stop()
      running.current = null
      setAt('idle')
    }
    recorder.ondataavailable = ({ data }) => pieces.push(data)
    recorder.onstop = () => {
      const left = running.current === null
      stop()
      const type = recorder.mimeType.split(';')[0] ?? 'audio/ogg'
      if (!left) done(new File(pieces, `voice.${type.split('/')[1]}`, { type }))
    }
    running.current = { recorder, stop }
    recorder.start()
    setAt('recording')
  }
}
