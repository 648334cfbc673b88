import { Router } from 'express'
import type { AuditDeed, AuditEntry } from '../core/audit.ts'
import type { StaffMember } from '../core/staff.ts'
import { member } from './admitted.ts'
import { HttpError } from './body.ts'

export interface AuditRoutesParts {
  readonly note: (by: string, did: AuditDeed, about: string | null) => void
  readonly read: (month: string, about: string | null) => readonly AuditEntry[]
  readonly may: (member: StaffMember, action: 'see-audit') => boolean
  readonly now: () => number
}

/** What is noted once it has been answered with what was asked for. The first group of the path is the case. */
const noted: readonly (readonly [method: string, path: RegExp, did: AuditDeed])[] = [
  ['GET', /^\/cases\/([^/]+)$/, 'read'],
  ['GET', /^\/cases\/([^/]+)\/anothers$/, 'read a colleague’s'],
  ['GET', /^\/cases\/([^/]+)\/files\/\d+$/, 'opened a file'],
  ['POST', /^\/cases\/([^/]+)\/erase$/, 'erased'],
  ['GET', /^\/report$/, 'exported'],
  ['GET', /^\/knowledge\/asked$/, 'read questions'],
]

/** Stands before all other routes of signed-in staff. `GET /audit?month=2026-11&case=<id>`: the book, for coordinators. */
export function auditRoutes({ note, read, may, now }: AuditRoutesParts): Router {
  const router = Router()
  router.use((request, response, next) => {
    const [method, path] = [request.method, request.path]
    const found = noted.find(([wanted, pattern]) => wanted === method && pattern.test(path))
    // The report on the screen is looked at; as a file it leaves the house.
    const isOnScreen = path === '/report' && (request.query.format ?? 'json') === 'json'
    if (found && !isOnScreen) {
      const [, pattern, did] = found
      const me = member(request)
      response.once('finish', () => {
        // A case of which only the head was shown was not read.
        if (response.statusCode >= 300 || response.locals.withheld) return
        note(me.id, did, pattern.exec(path)?.[1] ?? null)
      })
    }
    next()
  })
  router.get('/audit', (request, response) => {
    if (!may(member(request), 'see-audit')) throw new HttpError(403, 'not-allowed', 'Only coordinators may do this.')
    const month = request.query.month ?? new Date(now()).toISOString().slice(0, 7)
    if (typeof month !== 'string' || !/^\d{4}-\d{2}$/.test(month))
      throw new HttpError(400, 'month', '`month` must be a month, such as 2026-11.')
    const about = typeof request.query.case === 'string' ? request.query.case.slice(0, 200) : null
    response.set('cache-control', 'no-store').json({ month, entries: read(month, about) })
  })
  return router
}
