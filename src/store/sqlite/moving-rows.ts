import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Moved, MovedService, MovedTalk } from '../move/rows.ts'
import { dayOf } from '../semantics.ts'
import { openDatabase } from './open.ts'
import { keysSchema } from './schema.ts'

/** Writes rows of another store, inside a transaction of both files. */
export function createWrites(db: DatabaseSync, keysDb: DatabaseSync): (row: Moved) => void {
  const writeTalk = createTalkWriter(db, keysDb)
  const [eventNo, serviceNo] = [places(), places()]
  const piece = db.prepare('INSERT INTO files (id, part, conversation, until, sealed) VALUES (?, ?, ?, ?, ?)')
  // By time: sweeping looks at the oldest first, and stops at the first that is young.
  const event = db.prepare('INSERT OR IGNORE INTO seen (no, tags, at) VALUES (?, ?, ?)')
  const session = db.prepare('INSERT INTO sessions (id, staff, created_at, used_at, half) VALUES (?, ?, ?, ?, ?)')
  const link = db.prepare('INSERT INTO links (staff, id, what, drop_factors, until) VALUES (?, ?, ?, ?, ?)')
  const member = db.prepare('INSERT INTO staff (id, login, seen_at, sealed) VALUES (?, ?, ?, ?)')
  const service = db.prepare(
    `INSERT OR IGNORE INTO ledger (no, person, case_tag, service, desk, office, funding, language, staff, started_at, ended_at, messages, topics)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )

  function writeService({ row: r, entered }: MovedService): void {
    const who = [r.person, r.case, r.service, r.desk, r.office, r.funding, r.language, r.staff]
    const what = [r.startedAt, r.endedAt, r.messages, JSON.stringify(r.topics)]
    serviceNo(entered, (no) => service.run(no, ...who, ...what).changes === 1)
  }

  return (row) => {
    switch (row.kind) {
      case 'talk':
        return writeTalk(row)
      case 'piece':
        return void piece.run(row.id, row.part, row.conversation, row.until, row.sealed)
      case 'event':
        return void eventNo(row.at * 1000, (no) => event.run(no, row.tag, row.at).changes === 1)
      case 'service':
        return writeService(row)
      case 'session':
        return void session.run(row.id, row.staff, row.createdAt, row.usedAt, row.half ? 1 : 0)
      case 'link':
        return void link.run(row.staff, row.id, row.what, row.dropFactors ? 1 : 0, row.until)
      case 'member':
        return void member.run(row.id, row.login, row.seenAt, row.sealed)
    }
  }
}

function createTalkWriter(db: DatabaseSync, keysDb: DatabaseSync): (row: MovedTalk) => void {
  const key = keysDb.prepare('INSERT OR IGNORE INTO keys (id, conversation, wrapped) VALUES (?, ?, ?)')
  const talk = db.prepare(
    `INSERT INTO conversations (id, version, key_id, handling, day, touched_at, since, due, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const setLast = db.prepare('UPDATE conversations SET last = ? WHERE no = ?')
  const line = db.prepare(
    'INSERT INTO lines (conversation, number, before, delivery, outcome, until, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const postpone = db.prepare('INSERT INTO postponed (conversation, ready_at, tries, doubtful) VALUES (?, ?, ?, ?)')
  const oneCase = db.prepare(
    `INSERT INTO cases (id, conversation, open, rank, opened_at, closed_at, by_id, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const keyNo = places()
  return (row) => {
    const { id, version, handling, touchedAt, since, due, sealed, retry } = row
    const keyId = keyNo(keyNumber(id, row.keyName), (no) => key.run(no, id, row.wrapped).changes === 1)
    const written = talk.run(id, version, keyId, handling, dayOf(touchedAt), touchedAt, since, due, sealed)
    const no = Number(written.lastInsertRowid)
    let last: number | null = null
    for (const { number, delivery, outcome, until, sealed: words } of row.lines)
      last = Number(line.run(no, number, last, delivery, outcome, until, words).lastInsertRowid)
    if (last !== null) setLast.run(last, no)
    if (retry) postpone.run(no, retry.readyAt, retry.tries, retry.doubtful ? 1 : 0)
    for (const one of row.cases)
      oneCase.run(one.id, id, one.open ? 1 : 0, one.rank, one.openedAt, one.closedAt, one.by, one.sealed)
  }
}

/**
 * The same key has the same number in every copy that is made of one Redis, and keeps the one it had in SQLite: so the
 * newest `keys.db` beside copies fits all of them. 52 bits by chance: two of a million meet once in ten thousand copies; one
 * of them then takes the next number.
 */
export function keyNumber(conversation: string, name: string): number {
  if (/^[1-9]\d{0,14}$/.test(name)) return Number(name)
  const digest = createHash('sha256').update(`${conversation}\0${name}`).digest()
  return digest.readUIntBE(0, 6) * 16 + (digest.readUInt8(6) % 16)
}

/** Numbers that wish for a place, and take the next when somebody has it. Many in a row may wish for the same. */
function places(): (from: number, take: (no: number) => boolean) => number {
  let [wished, taken] = [-1, -1]
  return (from, take) => {
    for (let no = from === wished ? taken + 1 : from; no < from + 100_000_000; no++) {
      if (!take(no)) continue
      ;[wished, taken] = [from, no]
      return no
    }
    throw new Error('A row could not be written: there is no number left for it.')
  }
}

/** A file of keys alone, as it lies beside copies. */
export async function writeKeys(
  dir: string,
  file: string,
  keys: AsyncIterable<{ readonly id: string; readonly name: string; readonly wrapped: Uint8Array }>,
): Promise<void> {
  for (const end of ['', '-wal', '-shm']) rmSync(join(dir, file + end), { force: true })
  const db = openDatabase({ dir, file, schema: keysSchema })
  try {
    const insert = db.prepare('INSERT OR IGNORE INTO keys (id, conversation, wrapped) VALUES (?, ?, ?)')
    const keyNo = places()
    db.exec('BEGIN IMMEDIATE')
    for await (const { id, name, wrapped } of keys)
      keyNo(keyNumber(id, name), (no) => insert.run(no, id, wrapped).changes === 1)
    db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}
