import type { ComponentChildren } from 'preact'
import { Sign } from '../shared/sign.tsx'
import { useConsole } from './context.ts'
import { back } from './drawings.ts'
import { pathOf } from './route.ts'

/** A page beside the queue, with the way back to it. */
export function Page({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const { say } = useConsole()
  return (
    <main class="page">
      <div class="stack">
        <a class="button plain to-queue" href={pathOf(null)}>
          <Sign path={back} turns />
          {say('case.back')}
        </a>
        <h2>{title}</h2>
        {children}
      </div>
    </main>
  )
}
