import type { DatabaseSync } from 'node:sqlite'
import { idKeyTag } from '../ids.ts'
import type { Keys } from '../keys.ts'
import { refuseNotices } from '../move/notices.ts'
import type { Seal } from '../seal.ts'
import { createKeyRing, type KeyRing } from './key-ring.ts'
import type { Ledger } from './ledger.ts'
import type { WriteAheadLog } from './log.ts'
import { checkKeys, noteKeys, readNotices } from './meta.ts'
import { openDatabase } from './open.ts'
import { keysSchema } from './schema.ts'
import { matchKeys } from './sweep.ts'

/** Opens the keys, and sees to it that they are the keys of this data before anything is written. */
export function openRing(
  db: DatabaseSync,
  log: WriteAheadLog,
  dir: string,
  seal: Seal,
  keys: Keys,
  ledger: Ledger,
): KeyRing {
  let keysDb: DatabaseSync | null = null
  try {
    refuseNotices(readNotices(db), `sqlite:${dir}`)
    checkKeys(db, seal, keys)
    keysDb = openDatabase({ dir, file: 'keys.db', schema: keysSchema })
    const ring = createKeyRing(keysDb, seal, log.cutOff)
    matchKeys(db, ring, ledger)
    noteKeys(db, { masterKey: seal.sealRecord('check', 'check'), idKey: idKeyTag(keys.idKey) })
    return ring
  } catch (error) {
    keysDb?.close()
    db.close()
    throw error
  }
}
