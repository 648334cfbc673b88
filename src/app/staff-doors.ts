import { outcomes } from '../core/conversation.ts'
import { createReports } from '../reports/reports.ts'
import type { createMay } from '../staff/may.ts'
import { languageName } from '../texts/params.ts'
import { reportWords } from '../texts/report-words.ts'
import { answerRoutes } from '../web/answer-routes.ts'
import { auditRoutes } from '../web/audit-routes.ts'
import { caseRoutes } from '../web/case-routes.ts'
import { deedRoutes } from '../web/deed-routes.ts'
import { deskRoutes } from '../web/desk-routes.ts'
import { fileRoutes } from '../web/file-routes.ts'
import { interpretingRoutes } from '../web/interpreting-routes.ts'
import { knowledgeRoutes } from '../web/knowledge-routes.ts'
import { liveRoute } from '../web/live-route.ts'
import { createPresence } from '../web/presence.ts'
import { reportRoutes } from '../web/report-routes.ts'
import type { WebParts } from '../web/server.ts'
import { showCase } from '../web/shown-case.ts'
import type { DoorParts } from './doors.ts'
import { createEditing } from './editing.ts'
import { searchIn } from './known.ts'

/** What signed-in staff reach: the queue, cases, interpretations, answers to send, and the live stream. */
export function createStaffDoors(parts: DoorParts & { readonly may: ReturnType<typeof createMay> }): WebParts['cases'] {
  const { knowledge, store, records, sentences, live, consoles, shift, handle, mind, files, audit, now, may } = parts
  const presence = createPresence()
  // By this process or by another: who looks at what is told to all.
  live.subscribe((signal) => {
    if (signal.what === 'presence') presence.set(signal.case, signal.staff, signal.doing, now())
  })
  const nameOf = (tag: string) => languageName(tag, 'en', knowledge())
  const show = showCase(presence, nameOf, now)
  const decide: typeof handle.staff = (conversation, event) => handle.staff(conversation, event)
  const search = searchIn(knowledge)
  return [
    auditRoutes({ ...audit, may, now }),
    caseRoutes({
      ...{ store, live, now, may, show },
      topic: (id) => {
        const { title = { en: id }, answer = {} } = knowledge().topics.get(id) ?? {}
        return { title, languages: Object.keys(answer) }
      },
    }),
    deedRoutes({
      ...{ store, now, may, show, decide },
      erase: (conversation, op) =>
        handle.system(conversation, { id: `erase:${conversation}:${op}`, at: now(), type: 'personErased' }),
    }),
    fileRoutes({ store, files, now, may, decide }),
    interpretingRoutes({ store, live, files, now, decide, languageName: nameOf }),
    deskRoutes({ knowledge, roster: () => shift.roster(), outcomes }),
    answerRoutes({
      search,
      mayTry: (member) => may(member, 'try-knowledge'),
      words(kind, id, language) {
        if (kind === 'reply') return knowledge().replies.get(id)?.text[language] ?? null
        const written = knowledge().topics.get(id)?.answer[language] !== undefined
        return written ? mind().texts.words({ do: 'answer', topic: id, language, buttons: [] }, language).text : null
      },
    }),
    knowledgeRoutes({ editing: createEditing(parts), may, now }),
    liveRoute({ store, live, consoles, may }),
    reportRoutes({
      ...createReports({ store, records, knowledge, now, ...reportWords(sentences.staff) }),
      maySeeReports: (member) => may(member, 'see-reports'),
    }),
  ]
}
