import { Router } from 'express'
import type { CaseView } from '../core/case-view.ts'
import type { Live, LiveSignal, StaffMember, Store } from '../core/ports.ts'
import { member, onSignOut } from './admitted.ts'
import { handleOf } from './interpreting-routes.ts'
import { openStream } from './stream.ts'

export interface LiveRouteParts {
  readonly store: Pick<Store, 'case'>
  readonly live: Live
  /** Told of every live stream: who has one open is here. */
  readonly consoles: { came(member: string): void; left(member: string): void }
  readonly may: (member: StaffMember, action: 'see-queue' | 'try-knowledge', c?: CaseView) => boolean
}

type Heard = Extract<LiveSignal, { what: 'case' | 'alert' | 'presence' }>

/** `GET /live`: one stream a browser, that says only what has changed. The page fetches what it may see. */
export function liveRoute({ store, live, consoles, may }: LiveRouteParts): Router {
  const router = Router()
  /** One look at a case for all who hear of it: thirty open consoles are not thirty readings of one change. */
  const views = new WeakMap<Heard, Promise<CaseView | null>>()
  const caseOf = (signal: Heard): Promise<CaseView | null> => {
    const found = views.get(signal) ?? store.case(signal.case)
    views.set(signal, found)
    return found
  }
  router.get('/live', (request, response) => {
    const me = member(request)
    const stream = openStream('console', request, response)
    /** Cases this page knows of: it must hear as well that one is no longer its own. */
    const known = new Set<string>()
    consoles.came(me.id)
    stream.onClose(() => consoles.left(me.id))
    stream.onClose(onSignOut(request, () => stream.end()))
    stream.onClose(
      live.subscribe((signal) => {
        if (signal.what === 'knowledge' && may(me, 'try-knowledge')) stream.send('knowledge', {})
        if (signal.what !== 'case' && signal.what !== 'alert' && signal.what !== 'presence') return
        // A lost signal is harmless, and so is a case that cannot be read at this moment.
        void tell(signal).catch(() => undefined)
      }),
    )

    async function tell(signal: Heard): Promise<void> {
      const found = await caseOf(signal)
      const seen = found !== null && may(me, 'see-queue', found)
      const calls = signal.what === 'alert' && (signal.to ? signal.to.includes(me.id) : seen)
      if (seen) known.add(signal.case)
      if (seen || known.has(signal.case)) {
        if (signal.what !== 'alert' || calls) stream.send(signal.what, shown(signal, signal.case))
        return
      }
      // An interpreter learns of a case only by a name that says nothing of the person.
      const asked = found && (found.invited.includes(me.id) || found.interpreter?.id === me.id)
      const handle = handleOf(signal.case)
      if (asked) known.add(handle)
      if (!known.has(handle) || signal.what === 'presence') return
      if (signal.what === 'case' || calls) stream.send(signal.what, shown(signal, handle))
    }
  })
  return router
}

function shown(signal: Heard, id: string): object {
  if (signal.what === 'presence') return signal
  return signal.what === 'alert' ? { what: 'alert', case: id, why: signal.why } : { what: 'case', case: id }
}
