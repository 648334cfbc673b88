import { type Request, Router } from 'express'
import type { CaseView } from '../core/case-view.ts'
import { plainText } from '../core/door.ts'
import type { Refusal } from '../core/effects.ts'
import type { StaffEvent } from '../core/events.ts'
import { mostFileBytes } from '../core/kept-file.ts'
import type { StaffMember, Store } from '../core/ports.ts'
import { staffLines } from '../core/reading.ts'
import type { Line, Media } from '../core/transcript.ts'
import { member } from './admitted.ts'
import { HttpError, readBytes } from './body.ts'
import { caseOf, notAllowed, operation } from './deed-routes.ts'
import { answerFile, type Opened } from './file-answer.ts'

export interface FileDoor {
  open(channel: string, media: Media): Promise<Opened>
  take(
    conversation: string,
    name: string,
    bytes: Uint8Array,
    voice: boolean,
  ): Promise<{ readonly at: 'taken'; readonly media: Media } | { readonly at: 'empty' | 'no-room' }>
}

export interface FileRoutesParts {
  readonly store: Pick<Store, 'case' | 'transcript' | 'load'>
  readonly files: FileDoor
  readonly now: () => number
  readonly may: (
    member: StaffMember,
    action: 'read' | 'read-notes' | 'read-anothers' | 'write' | 'see-queue',
    c: CaseView,
  ) => boolean
  readonly decide: (conversation: string, event: StaffEvent) => Promise<Refusal | null>
}

/** What hangs on the lines of a case: seen by whoever reads the line, and sent by whoever has the case. */
export function fileRoutes({ store, files, now, may, decide }: FileRoutesParts): Router {
  const router = Router()

  router.get('/cases/:id/files/:line', async (request, response) => {
    const me = member(request)
    const found = await caseOf(store, request)
    const number = Number(request.params.line)
    if (!Number.isSafeInteger(number) || number < 1) throw noFile()
    const around = await store.transcript(found.conversation, number - 1, 1)
    const line = around.find((one) => one.number === number)
    if (!(may(me, 'read', found) || (await hasSaidWhy(me, found)))) throw notAllowed()
    const reader = { id: me.id, desks: me.desks, notes: may(me, 'read-notes', found) }
    if (!line?.media || staffLines(found, reader, [line]).length === 0) throw noFile()
    await answerFile(await files.open(found.channel, line.media), response)
  })

  router.post('/cases/:id/files', async (request, response) => {
    const me = member(request)
    const found = await caseOf(store, request)
    if (!may(me, 'write', found) && !may(me, 'see-queue', found)) throw notAllowed()
    // Before anything is read: a file for somebody else's case would be thrown away.
    if (found.by?.id !== me.id || found.state !== 'claimed') return void refused(found)
    const taken = await takeFrom(request, files, found.conversation)
    const why = await decide(found.conversation, {
      id: `staff:${me.id}:files:${operation(request.query.op)}`,
      at: now(),
      by: { id: me.id, name: me.displayName },
      case: found.id,
      type: 'fileSent',
      media: taken,
    })
    if (why) response.status(409).json({ error: { code: why.why, by: 'by' in why ? why.by : null } })
    else response.status(204).end()

    function refused({ by, state }: CaseView): void {
      const code = state === 'closed' ? 'closed' : 'not-yours'
      response.status(409).set('connection', 'close').json({ error: { code, by } })
    }
  })
  return router

  /** A colleague's case, opened with a reason that stands in it. */
  async function hasSaidWhy(me: StaffMember, found: CaseView): Promise<boolean> {
    if (!may(me, 'read-anothers', found)) return false
    const { conversation } = await store.load(found.conversation)
    const recent = await store.transcript(found.conversation, Math.max(0, (conversation?.lines ?? 0) - 500), 500)
    return recent.some((line: Line) => line.mark?.key === 'read' && line.mark.params.by === me.id)
  }
}

export const noFile = (): HttpError => new HttpError(404, 'no-file', 'There is no file in this line.')

/** The body of an upload, kept. Its name and an idempotence key come with the address: `?name=…&op=…`. */
export async function takeFrom(request: Request, files: Pick<FileDoor, 'take'>, conversation: string): Promise<Media> {
  const bytes = await readBytes(request, mostFileBytes)
  const name = plainText(String(request.query.name ?? ''), 200)
  const voice = String(request.headers['content-type'] ?? '').startsWith('audio/')
  const taken = await files.take(conversation, name, bytes, voice)
  if (taken.at === 'taken') return taken.media
  if (taken.at === 'empty') throw new HttpError(400, 'file-empty', 'This file is empty.')
  throw new HttpError(507, 'no-room', 'There is no room for files at the moment. Send words, or try again later.')
}
