import { useEffect, useState } from 'preact/hooks'
import { notice } from '../shared/drawings.ts'
import { Sign } from '../shared/sign.tsx'
import { useConsole } from './context.ts'
import { send } from './wire.ts'

/** Said to editors and coordinators on every page: the newest edit of the FAQ has a fault, and is not live. */
export function EditRefused() {
  const { state, desk, say } = useConsole()
  const [count, setCount] = useState(0)
  useEffect(() => {
    send<{ readonly refused: { readonly count: number } | null }>('GET', '/api/knowledge').then(
      ({ refused }) => setCount(refused?.count ?? 0),
      (lost: unknown) => desk.failed(lost),
    )
  }, [state.knowledge, state.link])
  if (count === 0) return null
  return (
    <p data-testid="edit-refused">
      <Sign path={notice} />
      <a href="#/editor">{say('editor.refused', { count })}</a>
    </p>
  )
}
