import type { Config } from '../config.ts'
import type { Knowledge } from '../core/knowledge.ts'
import type { Census, Live, Records, Store } from '../core/ports.ts'
import type { Handle, Mind } from '../engine/handle.ts'
import type { FileDesk } from '../files/desk.ts'
import type { Consoles } from '../shift/consoles.ts'
import type { Shift } from '../shift/shift.ts'
import { createMay } from '../staff/may.ts'
import type { Staff } from '../staff/staff.ts'
import { sentencesOf } from '../texts/locales.ts'
import { botFrameworkRoute } from '../web/botframework-route.ts'
import { type DataDoor, dataRoute } from '../web/data-route.ts'
import { keptRoute } from '../web/kept-route.ts'
import type { Log } from '../web/log.ts'
import { pageRoutes, personRoutes } from '../web/person-routes.ts'
import { createWeb, type Web } from '../web/server.ts'
import { staffRoutes } from '../web/staff-routes.ts'
import { telegramRoute } from '../web/telegram-route.ts'
import type { AuditBook } from './audit.ts'
import type { Brake } from './brake.ts'
import type { Calls } from './calls.ts'
import type { Channels } from './channels.ts'
import { demoLogins } from './demo.ts'
import { pageSettings, staffChoices } from './known.ts'
import type { Library } from './library.ts'
import type { Sentences } from './mind.ts'
import type { Observer } from './observed.ts'
import { createStaffDoors } from './staff-doors.ts'
import type { createTally } from './tally.ts'

export interface DoorParts {
  readonly data: DataDoor
  readonly config: Config
  readonly library: Library
  readonly audit: AuditBook
  readonly tally: ReturnType<typeof createTally>
  readonly knowledge: () => Knowledge
  readonly sentences: Sentences
  readonly store: Store & Census
  readonly records: Records
  readonly live: Live
  readonly consoles: Consoles
  readonly shift: Shift
  readonly mind: () => Mind
  readonly channels: Channels
  readonly handle: Handle
  readonly staff: Staff
  readonly calls: Calls
  readonly files: FileDesk
  readonly brake: Brake
  readonly log: Log
  readonly observer: Observer
  readonly now: () => number
  readonly directionOf: (tag: string) => 'ltr' | 'rtl'
}

/** All that is reached by HTTP: the person's page, the platforms' webhooks, the console. */
export function createDoors(parts: DoorParts): Web {
  const { config, knowledge, sentences, store, live, channels, staff, files, log, observer, directionOf } = parts
  const { publicUrl } = config
  // The editors put the biggest office first.
  const may = createMay(() => knowledge().offices[0]?.id ?? null)
  return createWeb({
    host: config.host,
    port: config.port,
    publicUrl,
    trustProxy: config.trustProxy,
    embedOrigins: config.embedOrigins,
    telegram: channels.telegram && config.telegram?.mode === 'webhook' ? telegramRoute(channels.telegram) : null,
    botFramework: channels.botFramework && botFrameworkRoute(channels.botFramework),
    metrics: observer.route(parts),
    person: personRoutes({ door: channels.webchat, live, files, wait: parts.brake.wait }),
    files: keptRoute(files.openKept),
    data: dataRoute(parts.data),
    page: pageRoutes({
      settings: () => ({ ...pageSettings(knowledge()), demo: config.demo }),
      strings: (tag) => sentencesOf(sentences.web, tag, directionOf),
    }),
    staff: staffRoutes({
      ...staff,
      signIn: observer.signIn(staff.signIn),
      pager: channels.telegram ? parts.calls.door : null,
      mayManageStaff: (member) => may(member, 'manage-staff'),
      choices: () => staffChoices(knowledge()),
      demoLogins: config.demo ? demoLogins : null,
      publicUrl,
    }),
    cases: createStaffDoors({ ...parts, may }),
    staffStrings: (tag) => sentencesOf(sentences.staff, tag, directionOf),
    notReady: async () => {
      await store.nextWork()
      return null
    },
    failed: (event, error) => log.trouble({ event }, error),
  })
}
