import { newId } from '../shared/new-id.ts'
import { interpretingWire } from './interpreting-wire.ts'
import { draftKey } from './outgoing.ts'
import { type Desk, put } from './state.ts'
import { type Body, Refused } from './wire.ts'

/** What an interpreter can do; their words stay in the field until the server has them. */
export interface Interpreter {
  openTheirs(id: string | null): Promise<void>
  interpret(what: 'accept' | 'decline' | 'words' | 'remarks' | 'leave', body?: Body): Promise<void>
}

interface After {
  readonly refresh: () => Promise<void>
  readonly failed: (problem: unknown) => void
}

export function interpreterDeeds(desk: Desk, { refresh, failed }: After): Interpreter {
  return {
    async openTheirs(id) {
      if (id !== desk.get().theirId) put(desk, { theirId: id, their: null, openProblem: null, problem: null })
      if (id === null) return
      try {
        const their = await interpretingWire.talk(id)
        if (desk.get().theirId === id) put(desk, { their, openProblem: null })
      } catch (problem) {
        if (!(problem instanceof Refused) || problem.status === 401) throw problem
        if (desk.get().theirId === id) put(desk, { their: null, openProblem: problem.code || 'over' })
      }
    },
    async interpret(what, body = {}) {
      const id = desk.get().theirId
      if (!id) return
      put(desk, { problem: null })
      try {
        await interpretingWire.act(id, what, newId(), body)
        if (what === 'words' || what === 'remarks')
          put(desk, { drafts: { ...desk.get().drafts, [draftKey(id, what === 'words' ? 'messages' : 'remarks')]: '' } })
      } catch (problem) {
        failed(problem)
        const code = problem instanceof Refused ? problem.code : 'connection'
        put(desk, { problem: { key: `problem.${code}`, params: {}, again: null } })
      }
      await refresh()
    },
  }
}
