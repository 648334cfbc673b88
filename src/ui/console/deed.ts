import { useState } from 'preact/hooks'
import type { Say } from '../shared/strings.ts'
import { useConsole } from './context.ts'
import { NotShown } from './passkeys.ts'
import { Refused } from './wire.ts'

interface Deed {
  readonly busy: boolean
  /** What did not work, in words. */
  readonly problem: string | null
  run(deed: () => Promise<void>): void
}

/** Something asked of the server from a form: its button waits, and what went wrong is said beside it. `wrong`: the words for that. */
export function useDeed(wrong = 'fault.wrong'): Deed {
  const { say, desk } = useConsole()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  return {
    busy,
    problem,
    run(deed) {
      setBusy(true)
      setProblem(null)
      deed()
        .catch((refused: unknown) => {
          if (refused instanceof Refused && ['signed-out', 'ended'].includes(refused.code)) desk.failed(refused)
          setProblem(wordsOf(refused, say, wrong))
        })
        .finally(() => setBusy(false))
    },
  }
}

function wordsOf(problem: unknown, say: Say, wrong: string): string {
  if (problem instanceof NotShown) return say('fault.passkey-not-shown')
  if (!(problem instanceof Refused)) return say('problem.connection')
  if (problem.code === 'slow') return say('sign-in.slow', { seconds: problem.body.error?.afterSeconds ?? 60 })
  if (problem.code === 'wrong') return say(wrong)
  const key = `fault.${problem.code}`
  const words = say(key)
  return words === key ? say('problem.other') : words
}
