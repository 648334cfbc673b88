import type { Keys } from '../keys.ts'
import type { Target } from '../move/move.ts'
import { writeNotice } from '../move/notices.ts'
import type { Moved, MovedPiece, MovedService } from '../move/rows.ts'
import { rememberEventsMs } from '../semantics.ts'
import type { Argument } from './client.ts'
import { admit, healthOf } from './health.ts'
import { createLayout } from './layout.ts'
import { dropMeta, setMeta } from './meta.ts'
import { redisRows } from './moving-out.ts'
import { makeRoom } from './moving-room.ts'
import { talkArguments } from './moving-talk.ts'
import { openPlace, type Place, type PlaceOptions } from './place.ts'
import { scripts } from './scripts.ts'
import { redisShape } from './start.ts'

export interface MovingOptions extends PlaceOptions {
  readonly keys: Keys
  /** The moment of the move: what was over then stays so. */
  readonly at: number
}

export interface RedisTargetOptions extends MovingOptions {
  /** Throws away what an earlier move, that has not come to its end, has left. */
  readonly startOver: boolean
  /** A server on which something may be lost is refused; otherwise `warn` is told. */
  readonly refuse: boolean
  readonly warn: (sentence: string) => void
}

/** So many calls are under way at once. */
const atOnce = 32

/** An empty Redis, to be filled. */
export async function openRedisTarget(options: RedisTargetOptions): Promise<Target> {
  const place = await openPlace(options)
  try {
    admit(await healthOf(place.wire), options.refuse, options.warn)
    await makeRoom(place, options)
  } catch (error) {
    await place.close()
    throw error
  }
  // What is empty may be parted anew.
  return fill({ ...place, layout: createLayout(options.name ?? 'tilts', options.partitions) }, options)
}

function fill(place: Place, { keys, at }: MovingOptions): Target {
  const { wire, layout, where, ahead } = place
  const running = new Set<Promise<unknown>>()
  let failed: unknown = null
  const events = new Map<string, string[]>()
  let newest = 0
  let service = 0
  const set = (...[name, value]: [Parameters<typeof setMeta>[2], Argument]) => setMeta(wire, layout.meta, name, value)

  async function start(call: () => Promise<unknown>): Promise<void> {
    while (running.size >= atOnce) await Promise.race(running)
    if (failed) throw failed
    const under = call()
      .catch((error: unknown) => {
        failed ??= error
      })
      .finally(() => running.delete(under))
    running.add(under)
  }
  const take = (names: readonly string[], args: readonly Argument[]) =>
    start(() => wire.run(scripts.movingIn, names, args))

  async function event(tag: string, seenAt: number): Promise<void> {
    newest = Math.max(newest, seenAt)
    const { name } = layout.of(tag)
    const waiting = events.get(name) ?? []
    waiting.push(tag, String(seenAt))
    events.set(name, waiting)
    if (waiting.length < 1_000) return
    events.delete(name)
    await take([name], ['events', ...waiting])
  }

  async function put(row: Moved): Promise<void> {
    switch (row.kind) {
      case 'talk': {
        const { name, keys: wrappedKeys } = layout.of(row.id)
        return take([name, wrappedKeys], talkArguments(row, ahead))
      }
      case 'piece':
        return start(() => writePiece(place, row))
      case 'event':
        return event(row.tag, row.at)
      case 'service':
        return take([layout.of(row.row.person).name], serviceArguments(row, ++service))
      default:
        return start(() => writeStaff(place, row))
    }
  }

  return {
    where,
    async begin(from, checks) {
      await set('half-moved', writeNotice(from, at))
      await place.hold()
      await set('shape', redisShape)
      await set('partitions', String(layout.partitions.length))
      await set('master-key', Buffer.from(checks.masterKey))
      await set('id-key', Buffer.from(checks.idKey))
    },
    put,
    async flush() {
      for (const [name, waiting] of events) await take([name], ['events', ...waiting])
      events.clear()
      await Promise.all(running)
      if (failed) throw failed
    },
    rows: () => redisRows(place, keys, at),
    refuseInUse: place.refuseInUse,
    async complete() {
      await set('strays-until', String(newest + rememberEventsMs))
      await dropMeta(wire, layout.meta, 'half-moved')
    },
    close: place.close,
  }
}

/** Row and talk lie apart: nobody knows from a person's tag which talk is theirs (`strays.ts`). */
function serviceArguments({ row, entered }: MovedService, no: number): Argument[] {
  const { person, case: case_, ...entry } = row
  const order = String(entered).padStart(16, '0') + String(no).padStart(10, '0')
  return ['service', String(no), person, person + case_ + order + JSON.stringify(entry), String(row.endedAt)]
}

async function writePiece({ wire, layout }: Place, piece: MovedPiece): Promise<void> {
  const { id, conversation, until, bytes, parts, part, sealed } = piece
  const about = [id, conversation, until === null ? '+inf' : String(until), String(bytes), String(parts), String(part)]
  await wire.run(scripts.file, [layout.of(conversation).name], ['write', ...about, Buffer.from(sealed)])
}

type StaffRow = Extract<Moved, { kind: 'member' | 'session' | 'link' }>

async function writeStaff({ wire, layout: { staff } }: Place, row: StaffRow): Promise<void> {
  if (row.kind === 'session') {
    const times = [row.createdAt, row.usedAt, row.half ? 1 : 0].map(String)
    await wire.run(scripts.session, [staff], ['save', row.id, row.staff, ...times])
  } else if (row.kind === 'link') {
    const about = [row.id, row.staff, row.what, row.dropFactors ? '1' : '0', String(row.until)]
    await wire.run(scripts.link, [staff], ['save', ...about])
  } else {
    const tag = Buffer.from(row.login).toString('base64url')
    await wire.run(scripts.member, [staff], ['save', row.id, tag, Buffer.from(row.sealed)])
    if (row.seenAt !== null) await wire.run(scripts.movingIn, [staff], ['seen', row.id, String(row.seenAt)])
  }
}
