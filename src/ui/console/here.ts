import { useEffect } from 'preact/hooks'

const everyMs = 5 * 60_000

/** Whoever moves a hand at this computer is here: the session must not fall asleep while somebody reads. */
export function useHere(signedIn: boolean, tell: () => void): void {
  useEffect(() => {
    if (!signedIn) return
    let told = Date.now()
    const moved = () => {
      if (Date.now() - told < everyMs) return
      told = Date.now()
      tell()
    }
    const signs = ['pointerdown', 'pointermove', 'keydown'] as const
    for (const sign of signs) addEventListener(sign, moved, { passive: true })
    return () => {
      for (const sign of signs) removeEventListener(sign, moved)
    }
  }, [signedIn])
}
