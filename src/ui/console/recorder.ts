import { useEffect, useRef, useState } from 'preact/hooks'
import { type Recording, record } from '../shared/recording.ts'

export interface Recorder {
  readonly at: 'idle' | 'asking' | 'recording' | 'refused'
  readonly seconds: number
  begin(): void
  /** Ends it; the recording goes to `done`. */
  end(): void
}

/** Records one's voice. The microphone is let go as soon as it ends, or its part of the page is gone. */
export function useRecorder(done: (voice: File) => void): Recorder {
  const [at, setAt] = useState<Recorder['at']>('idle')
  const [seconds, setSeconds] = useState(0)
  const running = useRef<Recording | null>(null)
  useEffect(() => {
    if (at !== 'recording') return
    const clock = setInterval(() => setSeconds((now) => now + 1), 1000)
    return () => clearInterval(clock)
  }, [at])
  useEffect(() => () => running.current?.cancel(), [])
  const given = (voice: File) => {
    setAt('idle')
    done(voice)
  }
  return {
    at,
    seconds,
    begin() {
      setAt('asking')
      setSeconds(0)
      record(given).then(
        (recording) => {
          running.current = recording
          setAt('recording')
        },
        () => setAt('refused'),
      )
    },
    end: () => running.current?.end(),
  }
}
