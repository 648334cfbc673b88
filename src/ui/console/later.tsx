import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useConsole } from './context.ts'
import { Problem } from './field.tsx'

/** A page that few open: fetched when it is opened. */
export function Later({ fetch }: { readonly fetch: () => Promise<ComponentType> }) {
  const { say } = useConsole()
  const [found, setFound] = useState<{ readonly Found: ComponentType } | null>(null)
  const [lost, setLost] = useState(false)
  useEffect(() => {
    fetch().then(
      (Found) => setFound({ Found }),
      () => setLost(true),
    )
  }, [])
  if (!found) return <main class="page">{lost && <Problem words={say('problem.connection')} />}</main>
  return <found.Found />
}
