import { join } from 'node:path'
import type { Config } from '../config.ts'
import { createHandle } from '../engine/handle.ts'
import { createLanes } from '../engine/lanes.ts'
import { createFileDesk } from '../files/desk.ts'
import { createKeptFiles } from '../files/kept.ts'
import { createConsoles } from '../shift/consoles.ts'
import { createShift } from '../shift/shift.ts'
import { hashPassword } from '../staff/passwords.ts'
import { createStaff } from '../staff/staff.ts'
import { createDataLinks } from '../store/data-links.ts'
import { idOf } from '../store/ids.ts'
import { createCallWords } from '../texts/calls.ts'
import { createLive } from '../web/live.ts'
import { createLog } from '../web/log.ts'
import { createAuditBook } from './audit.ts'
import { backupLoop, renewCopiedKeys } from './backups.ts'
import { createBrake } from './brake.ts'
import { createCalls } from './calls.ts'
import { createChannels } from './channels.ts'
import { createDataDoor, dataLinkOf } from './data-door.ts'
import { demoLogins, removeDemoStaff, seedDemoStaff, seedDemoTalks } from './demo.ts'
import { createDoors } from './doors.ts'
import { knownIn } from './known.ts'
import { openLibrary } from './library.ts'
import { createSweeping, watchedRelay } from './loops.ts'
import { completed, keptDays, loadSentences } from './mind.ts'
import { createObserver } from './observed.ts'
import { rewrapLoop } from './rewrapping.ts'
import { type App, run } from './run.ts'
import { keysOf, openStore } from './store.ts'
import { createTally } from './tally.ts'
import { showTyping } from './typing.ts'
import { welcome } from './welcome.ts'

/** Builds the parts, joins them, starts them. */
export async function startApp(config: Config, started = performance.now()): Promise<App> {
  const now = Date.now
  const sentences = loadSentences(config.localesDir)
  const library = await openLibrary({
    ...{ config, now, person: sentences.person },
    changed(state) {
      const { revision, refused } = state
      calls.editState(state)
      log.note({ event: 'knowledge', revision, ...(refused ? { faults: refused.faults.length } : {}) })
      live.publish({ what: 'knowledge' })
    },
    failed: (error) => log.trouble({ event: 'knowledge' }, error),
  })
  const { knowledge } = library
  const observer = createObserver(config, knowledge)
  const log = observer.log(createLog(config.demo))
  const keys = keysOf(config)
  const opened = await openStore(config, keys)
  const { party, copies, leaseMs, close } = opened
  const store = observer.store(opened.store)
  const dataLinks = createDataLinks(keys.idKey)
  const audit = createAuditBook(join(config.dataDir, 'audit'), keys.idKey, now, (error) =>
    log.trouble({ event: 'audit' }, error),
  )
  const tally = createTally(join(config.dataDir, 'questions.json'), now)
  const complete = completed(
    (understanding) => tally.counted(observer.understanding(understanding)),
    () => shift,
    dataLinkOf(config, dataLinks),
  )
  const mind = () => complete(library.mind())
  const live = createLive(party)
  const lanes = createLanes()
  const conversationOf = (channel: string, native: string): string => idOf(keys.idKey, channel, native)
  const directionOf = (tag: string) => knowledge().languages.get(tag)?.direction ?? 'ltr'

  const consoles = createConsoles(now, party)
  const shift = createShift({
    store,
    records: store,
    live,
    consoles,
    hours: () => knowledge().hours,
    now,
    tell: (conversation, event) => handle.system(conversation, event),
    failed: (error) => log.trouble({ event: 'shift' }, error),
  })
  const staff = createStaff({
    party,
    records: store,
    now,
    secondFactorNeeded: !config.demo,
    known: knownIn(knowledge),
    audit: (deed, by, account) => {
      log.note({ event: 'staff', deed, by, account })
      shift.staffChanged()
    },
  })
  const calls = createCalls({
    store,
    consoles,
    phones: staff.phones,
    words: createCallWords(sentences.staff, knowledge, config.publicUrl),
    telegram: () => channels.telegram,
    log,
    now,
  })
  const renewKeys = () => renewCopiedKeys(copies, config.backupDir)
  const sweeping = createSweeping(
    { store, log, now },
    [staff.sessions.sweep, tally.save, audit.sweep, renewKeys],
    keptDays,
  )
  const handle = createHandle({
    store,
    lanes,
    live: calls.ringing(live),
    mind,
    now,
    idOf: conversationOf,
    ready: (id, fence) => relay.ready(id, fence),
    erased: sweeping.erased,
    hide: ({ channel, address }) => channels.all.get(channel)?.hide?.(address),
    failed: (conversation, error) => log.trouble({ event: 'turn failed', conversation }, error),
    ...(observer.decided ? { decided: observer.decided } : {}),
  })
  const kept = createKeptFiles(store, now)
  const brake = createBrake(config.person, now)
  const channels = await createChannels({
    config,
    brake,
    live,
    store,
    now,
    log,
    directionOf,
    person: sentences.person,
    idKey: keys.idKey,
    receive: observer.receive((inbound) => handle.person(inbound)),
    staffCame: calls.staffCame,
    staffLeft: calls.staffLeft,
    openFile: kept.open,
    idOf: conversationOf,
  })
  const files = createFileDesk(kept, (name) => channels.all.get(name))
  const relay = watchedRelay({ store, live, log, now, observer, leaseMs, channels: channels.all, handle })

  const failed = (error: unknown): void => log.trouble({ event: 'typing' }, error)
  const stopTyping = showTyping({ store, live: { subscribe: live.subscribeOwn }, channels: channels.all, now, failed })

  if (config.demo) await seedDemoStaff(store, hashPassword)
  else await removeDemoStaff(store)
  await shift.look()
  if (config.demo) await seedDemoTalks(handle, now)

  const data = createDataDoor({ links: dataLinks, store, handle, person: sentences.person, now, audit })

  const doors = createDoors({
    data,
    config,
    library,
    audit,
    tally,
    knowledge,
    sentences,
    store,
    records: store,
    live,
    consoles,
    shift,
    mind,
    channels,
    handle,
    staff,
    calls,
    files,
    brake,
    log,
    observer,
    now,
    directionOf,
  })
  const { port } = await doors.listen()

  const stopping = new AbortController()
  const loops = [
    relay.run(stopping.signal),
    ...[...channels.all.values()].map((channel) => channel.run(stopping.signal)),
    shift.run(stopping.signal),
    sweeping.run(stopping.signal),
    library.run(stopping.signal),
    rewrapLoop({ rewrapping: opened.rewrapping, log, now }, stopping.signal),
    backupLoop({ copies, log, now }, config.backupDir, stopping.signal),
  ]
  const ms = performance.now() - started
  log.note({ event: 'ready', port, revision: knowledge().revision, ms: Math.round(ms) })
  if (config.demo || process.stdout.isTTY)
    process.stdout.write(welcome({ config, knowledge: knowledge(), port, ms, logins: config.demo ? demoLogins : [] }))
  return { port, stop }

  async function stop(): Promise<void> {
    stopping.abort()
    stopTyping()
    await doors.stop()
    await lanes.idle()
    tally.save()
    await relay.idle()
    await calls.stop()
    await Promise.allSettled(loops)
    await close()
    log.note({ event: 'stopped' })
  }
}

if (import.meta.main) await run(startApp)
