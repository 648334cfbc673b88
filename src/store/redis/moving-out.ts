import type { Keys } from '../keys.ts'
import { createLedgerTags, type LedgerTags } from '../ledger-tags.ts'
import type { Moved, MovedService } from '../move/rows.ts'
import { createSeal, type Seal } from '../seal.ts'
import type { Argument } from './client.ts'
import type { Partition } from './layout.ts'
import { talkOf } from './moving-talk.ts'
import type { Place } from './place.ts'
import { bytes, list, number, numberOrNull, type Reply, rows, text } from './reply.ts'
import { scripts } from './scripts.ts'

type Ask = (deed: string, ...args: Argument[]) => Promise<Reply>

/** How much is asked for at once. */
const page = '500'
const talksAtOnce = 25

/**
 * All rows of a Redis. While servers write, each talk comes as it stood at one moment, with its services. What is asked
 * for page by page may come twice: it is given once.
 */
export async function* redisRows(place: Place, keys: Keys, at: number): AsyncGenerator<Moved> {
  const { wire, layout } = place
  const [seal, tags] = [createSeal(keys), createLedgerTags(keys.idKey)]
  for (const partition of layout.partitions) {
    const ask: Ask = (deed, ...args) => wire.run(scripts.movingOut, [partition.name, partition.keys], [deed, ...args])
    // Before the talks: whoever writes at this moment is rather answered twice than not at all.
    yield* events(ask)
    const known: Known = { services: new Set(), people: new Set() }
    yield* talks(ask, place, seal, tags, at, known)
    yield* services(ask, known)
    yield* pieces(ask, place, partition)
  }
  yield* staffRows(place)
}

/** Conversations, with a number for each key that is the same in every copy; a piece at a time. */
export async function* redisKeys({
  wire,
  layout,
}: Place): AsyncGenerator<{ id: string; name: string; wrapped: Buffer }> {
  for (const { name, keys } of layout.partitions) {
    const ask: Ask = (deed, ...args) => wire.run(scripts.movingOut, [name, keys], [deed, ...args])
    for await (const [id, keyName, wrapped] of pages(ask, 'keys', 3))
      yield { id: text(id), name: text(keyName), wrapped: bytes(wrapped) }
  }
}

async function* pages(ask: Ask, deed: string, size: number): AsyncGenerator<Reply[]> {
  const given = new Set<string>()
  for (let cursor = '0'; ; ) {
    const answer = list(await ask(deed, cursor, page))
    for (const row of rows(answer[1], size)) {
      const name = text(row[0])
      if (!given.has(name)) yield row
      given.add(name)
    }
    cursor = text(answer[0])
    if (cursor === '0') return
  }
}

async function* events(ask: Ask): AsyncGenerator<Moved> {
  for await (const [tag, at] of pages(ask, 'events', 2)) yield { kind: 'event', tag: text(tag), at: number(at) }
}

/** What was given out with the talks of a partition. */
interface Known {
  readonly services: Set<string>
  /** Tags of their persons. */
  readonly people: Set<string>
}

async function* talks(
  ask: Ask,
  { ahead }: Place,
  seal: Seal,
  tags: LedgerTags,
  at: number,
  known: Known,
): AsyncGenerator<Moved> {
  const one = async (id: string): Promise<readonly Moved[]> => {
    const person = tags.person(id)
    const answer = await ask('talk', id, person)
    // Erased since it was listed.
    if (answer === null) return []
    known.people.add(person)
    const all = rows(list(answer)[14], 3)
    for (const [row] of all) known.services.add(text(row))
    return [talkOf(seal, id, answer, ahead, at), ...all.map(serviceOf)]
  }
  let ids: string[] = []
  for await (const [id] of pages(ask, 'keys', 3)) {
    if (ids.push(text(id)) < talksAtOnce) continue
    yield* (await Promise.all(ids.map(one))).flat()
    ids = []
  }
  yield* (await Promise.all(ids.map(one))).flat()
}

/** Of people whose talk is gone, or who were erased, or whose services were moved here. */
async function* services(ask: Ask, known: Known): AsyncGenerator<Moved> {
  for await (const row of pages(ask, 'services', 3)) {
    if (known.services.has(text(row[0]))) continue
    const service = serviceOf(row)
    // Given since its talk was taken out: of that talk's next moment.
    if (!known.people.has(service.row.person)) yield service
  }
}

/** See `commit.lua` for how a row is written. */
function serviceOf([, row, endedAt]: readonly Reply[]): MovedService {
  const all = text(row)
  const [person, case_, entered] = [all.slice(0, 16), all.slice(16, 32), Number(all.slice(32, 48))]
  const entry = { ...JSON.parse(all.slice(58)), person, case: case_, endedAt: number(endedAt) }
  return { kind: 'service', entered, row: entry }
}

async function* pieces(ask: Ask, { wire }: Place, { name }: Partition): AsyncGenerator<Moved> {
  for (const [file, until] of rows(await ask('files'), 2)) {
    const id = text(file)
    const [conversation = null, size, count = null] = list(await ask('file', id))
    // Erased since it was listed, or not whole.
    if (conversation === null || count === null) continue
    const [bytesInAll, parts] = [number(size), number(count)]
    const at = text(until) === 'inf' ? null : number(until)
    const about = { kind: 'piece', id, conversation: text(conversation), until: at, parts, bytes: bytesInAll } as const
    for (let part = 0; part < parts; part++) {
      const sealed = await wire.run(scripts.file, [name], ['read', id, String(part)])
      if (sealed === null) break
      yield { ...about, part, sealed: bytes(sealed) }
    }
  }
}

async function* staffRows({ wire, layout }: Place): AsyncGenerator<Moved> {
  const [members, sessions, links] = list(await wire.run(scripts.movingOut, [layout.staff], ['staff']))
  for (const [id, staff, created, used, half] of rows(sessions, 5)) {
    const times = { createdAt: number(created), usedAt: number(used) }
    yield { kind: 'session', id: text(id), staff: text(staff), ...times, half: text(half) === '1' }
  }
  for (const [id, staff, what, drops, until] of rows(links, 5)) {
    const about = { id: text(id), staff: text(staff), what: text(what) === 'reset' ? 'reset' : 'invitation' } as const
    yield { kind: 'link', ...about, dropFactors: text(drops) === '1', until: number(until) }
  }
  for (const [id, login, seen, sealed] of rows(members, 4)) {
    const tag = Buffer.from(text(login), 'base64url')
    yield { kind: 'member', id: text(id), login: tag, seenAt: numberOrNull(seen), sealed: bytes(sealed) }
  }
}
