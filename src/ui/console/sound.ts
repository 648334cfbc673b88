const key = 'tilts.console.sound'
let audio: AudioContext | null = null

/** Browsers allow sound only after the first touch; before that every console is silent. */
export function allowSound(): void {
  const allow = () => {
    audio ??= new AudioContext()
    void audio.resume()
  }
  addEventListener('pointerdown', allow, { once: true })
  addEventListener('keydown', allow, { once: true })
}

export const soundOn = (): boolean => localStorage.getItem(key) !== 'off'
export const keepSound = (on: boolean): void => localStorage.setItem(key, on ? 'on' : 'off')

const tunes = {
  new: [[660, 0.06]],
  danger: [
    [880, 0.3],
    [660, 0.3],
    [880, 0.3],
  ],
} as const

/** Soft and once for a new case, loud for danger. Of several open tabs one rings. */
export function ring(kind: keyof typeof tunes): void {
  const context = audio
  if (context?.state !== 'running' || !soundOn()) return
  if (!('locks' in navigator)) {
    play(context, kind)
    return
  }
  void navigator.locks.request('tilts-ring', { ifAvailable: true }, async (lock) => {
    if (!lock) return
    play(context, kind)
    await new Promise((done) => setTimeout(done, 1000))
  })
}

function play(context: AudioContext, kind: keyof typeof tunes): void {
  tunes[kind].forEach(([pitch, loudness], at) => {
    const tone = context.createOscillator()
    const volume = context.createGain()
    const start = context.currentTime + at * 0.25
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(loudness, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.22)
    tone.connect(volume).connect(context.destination)
    tone.start(start)
    tone.stop(start + 0.23)
  })
}
