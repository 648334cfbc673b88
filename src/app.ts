import { hkdfSync } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { createTelegram } from './channels/telegram/telegram.ts'
import { createWebchat } from './channels/webchat/webchat.ts'
import type { Config } from './config.ts'
import type { Knowledge } from './core/knowledge.ts'
import type { Channel, Inbound } from './core/ports.ts'
import { emptyRoster } from './core/roster.ts'
import { demoChannel, demoLogins, removeDemoStaff, seedDemoStaff, seedDemoTalks } from './demo.ts'
import { createHandle, type Mind } from './engine/handle.ts'
import { createLanes } from './engine/lanes.ts'
import { createRelay } from './engine/relay.ts'
import { printFault } from './knowledge/fault.ts'
import { loadKnowledge } from './knowledge/load.ts'
import { createReports } from './reports/reports.ts'
import { type App, run } from './run.ts'
import { may } from './staff/may.ts'
import { hashPassword } from './staff/passwords.ts'
import { createStaff } from './staff/staff.ts'
import { idOf } from './store/ids.ts'
import { loadKeys } from './store/keys.ts'
import { createSqliteStore } from './store/sqlite/store.ts'
import { loadLocales, sentencesOf } from './texts/locales.ts'
import { languageName } from './texts/params.ts'
import { reportWords } from './texts/report-words.ts'
import { createTexts } from './texts/texts.ts'
import { trainUnderstanding } from './understanding/understanding.ts'
import { caseRoutes } from './web/case-routes.ts'
import { createLive } from './web/live.ts'
import { createLog } from './web/log.ts'
import { pageRoutes, personRoutes } from './web/person-routes.ts'
import { createPresence } from './web/presence.ts'
import { reportRoutes } from './web/report-routes.ts'
import { createWeb } from './web/server.ts'
import { staffRoutes } from './web/staff-routes.ts'
import { telegramRoute } from './web/telegram-route.ts'
import { welcome } from './welcome.ts'

/** Changes with the notice of what is kept: then everybody is asked again. */
const consentVersion = '2026-11'
const keptDays = 30
const sweepEveryMs = 10 * 60_000

/** Builds the parts, joins them, starts them. The only file that knows them all. */
export async function startApp(config: Config, started = performance.now()): Promise<App> {
  const now = Date.now
  const log = createLog(config.demo)
  const knowledge = knowledgeOrExit(config)
  const person = loadLocales(config.localesDir, 'person')
  const web = loadLocales(config.localesDir, 'web')
  const staffWords = loadLocales(config.localesDir, 'staff')
  const keys = loadKeys({ ...given(config), dataDir: config.dataDir, production: config.production })
  const store = createSqliteStore({ dir: config.dataDir, keys })

  const today = (): string => new Date(now()).toISOString().slice(0, 10)
  const mind: Mind = {
    understanding: await trainUnderstanding(knowledge, config.modelDir),
    texts: createTexts(person, knowledge, today),
    rules: { knowledge, consentVersion, keptDays, usualWait: null, roster: emptyRoster },
  }
  const live = createLive()
  const lanes = createLanes()
  const conversationOf = (channel: string, native: string): string => idOf(keys.idKey, channel, native)
  const handle = createHandle({
    store,
    lanes,
    live,
    mind: () => mind,
    now,
    idOf: conversationOf,
    ready: (id, fence) => relay.ready(id, fence),
    failed: (conversation, error) => log.trouble({ event: 'turn failed', conversation }, error),
  })
  const receive = (inbound: Inbound): Promise<void> => handle.person(inbound)
  const directionOf = (tag: string) => knowledge.languages.get(tag)?.direction ?? 'ltr'
  const webchat = createWebchat({
    tokenKey: tokenKey(keys.idKey),
    store,
    receive,
    now,
    idOf: conversationOf,
    directionOf,
  })
  const telegram =
    config.telegram &&
    createTelegram({
      ...telegramOptions(config, person),
      now,
      receive,
      trouble: (what, error) => log.trouble({ event: `telegram ${what}` }, error),
    })
  const channels = new Map<string, Channel>(
    [webchat.channel, ...(telegram ? [telegram] : []), ...(config.demo ? [demoChannel] : [])].map((c) => [c.name, c]),
  )
  const relay = createRelay({
    store,
    channels,
    handle,
    now,
    settled: (conversation, line, outcome, error) => {
      if (error !== undefined) log.trouble({ event: 'relay', conversation, line }, error)
      else if (outcome !== 'ok' && outcome !== 'shelved') log.note({ event: 'delivery', conversation, line, outcome })
      live.publish({ what: 'conversation', conversation })
      void showDelivery(conversation)
    },
  })

  if (config.demo) await seedDemoStaff(store, hashPassword)
  else await removeDemoStaff(store)
  if (config.demo) await seedDemoTalks(handle, now)

  const staff = createStaff({
    records: store,
    now,
    secondFactorNeeded: !config.demo,
    known: { desks: [...knowledge.desks.keys()], languages: [...knowledge.languages.keys()] },
    audit: (deed, by, account) => log.note({ event: 'staff', deed, by, account }),
  })
  const presence = createPresence()
  const server = createWeb({
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    embedOrigins: config.embedOrigins,
    telegram: telegram && config.telegram?.mode === 'webhook' ? telegramRoute(telegram) : null,
    person: personRoutes(webchat, live),
    page: pageRoutes({
      settings: () => pageSettings(knowledge, config),
      strings: (tag) => sentencesOf(web, tag, directionOf),
    }),
    staff: staffRoutes({
      ...staff,
      mayManageStaff: (member) => may(member, 'manage-staff'),
      choices: staffChoices(knowledge),
      demoLogins: config.demo ? demoLogins : null,
      publicUrl: config.publicUrl,
    }),
    cases: caseRoutes({
      store,
      live,
      presence,
      now,
      may,
      decide: (conversation, event) => handle.staff(conversation, event),
      languageName: (tag) => languageName(tag, 'en', knowledge),
      topicTitle: (topic) => knowledge.topics.get(topic)?.title ?? { en: topic },
    }),
    reports: reportRoutes({
      ...createReports({ store, records: store, knowledge: () => knowledge, now, ...reportWords(staffWords) }),
      maySeeReports: (member) => may(member, 'see-reports'),
    }),
    staffStrings: (tag) => sentencesOf(staffWords, tag, directionOf),
    notReady: async () => {
      await store.nextWork()
      return null
    },
    failed: (event, error) => log.trouble({ event }, error),
  })
  const address = await server.listen()

  const stopping = new AbortController()
  const loops = [
    relay.run(stopping.signal),
    ...[...channels.values()].map((c) => c.run(stopping.signal)),
    sweepLoop(stopping.signal),
  ]
  log.note({
    event: 'ready',
    port: address.port,
    revision: knowledge.revision,
    ms: Math.round(performance.now() - started),
  })
  if (config.demo || process.stdout.isTTY) {
    process.stdout.write(
      welcome({
        config,
        knowledge,
        port: address.port,
        ms: performance.now() - started,
        logins: config.demo ? demoLogins : [],
      }),
    )
  }
  return { port: address.port, stop }

  /** Whoever has the case open sees that their words have arrived. A sign more or less: nothing depends on it. */
  async function showDelivery(id: string): Promise<void> {
    const { conversation } = await store.load(id)
    const handling = conversation?.handling
    if (handling && handling.at !== 'bot') live.publish({ what: 'case', case: handling.case.id })
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await server.stop()
    await lanes.idle()
    await relay.idle()
    await Promise.allSettled(loops)
    await store.close()
    log.note({ event: 'stopped' })
  }

  async function sweepLoop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const swept = await store
        .sweep(now(), keptDays * 86_400_000)
        .catch((error: unknown) => log.trouble({ event: 'sweep' }, error))
      if (swept && swept.conversations > 0) log.note({ event: 'swept', count: swept.conversations })
      await staff.sessions.sweep().catch((error: unknown) => log.trouble({ event: 'sweep' }, error))
      await setTimeout(sweepEveryMs, undefined, { signal }).catch(() => undefined)
    }
  }
}

function knowledgeOrExit(config: Config): Knowledge {
  const loaded = loadKnowledge(config.knowledgeDir)
  if (loaded.ok) return loaded.knowledge
  const faults = loaded.faults.map(printFault).join('\n')
  throw new Error(`The knowledge has faults, and nothing starts until they are gone:\n${faults}`)
}

const given = (config: Config) => ({ MASTER_KEY: config.masterKey ?? undefined, ID_KEY: config.idKey ?? undefined })

/** Signs web chat tokens. Derived, so that the key which turns ids into ours is used for that alone. */
const tokenKey = (idKey: Parameters<typeof hkdfSync>[1]): Buffer =>
  Buffer.from(hkdfSync('sha256', idKey, '', 'webchat token', 32))

function telegramOptions(config: Config, person: ReturnType<typeof loadLocales>) {
  const settings = config.telegram
  if (!settings) throw new Error('Telegram is off.')
  const names = ['start', 'language', 'human', 'offices', 'privacy', 'delete', 'help']
  const commands = ['en', 'lv', 'ru'].map(
    (tag) =>
      [
        tag,
        names.map((command) => ({ command, description: person.i18n.t(`command.${command}`, { lng: tag }) })),
      ] as const,
  )
  return {
    token: settings.token,
    apiRoot: settings.apiRoot,
    webhook:
      settings.mode === 'webhook'
        ? { url: `${config.publicUrl}/telegram`, secret: settings.webhookSecret ?? '' }
        : null,
    messagesPerSecond: settings.messagesPerSecond,
    commands: new Map(commands),
  }
}

function pageSettings(knowledge: Knowledge, config: Config): object {
  const offered = [...knowledge.languages.values()].filter((l) => l.offered)
  return { languages: offered.map(({ tag, ownName, direction }) => ({ tag, ownName, direction })), demo: config.demo }
}

/** What a coordinator chooses from. */
const staffChoices = (knowledge: Knowledge) => ({
  desks: [...knowledge.desks.keys()],
  languages: [...knowledge.languages.values()].map(({ tag, ownName }) => ({ tag, ownName })),
})

if (import.meta.main) await run(startApp)
