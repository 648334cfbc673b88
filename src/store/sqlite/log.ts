import type { DatabaseSync } from 'node:sqlite'

/** The write-ahead log of `helpline.db`: what was written and does not stand in the file itself yet. */
export interface WriteAheadLog {
  /** Into the file, and cut off: what was erased lives on in it otherwise. */
  cutOff(): void
  /** Everything stands in the file, and the file does not change while `work` runs: what is written meanwhile waits in the log. */
  whileStill<T>(work: () => Promise<T>): Promise<T>
}

/** SQLite's own figure, in pages. */
const usual = 1000

export function createLog(db: DatabaseSync): WriteAheadLog {
  let still = 0
  let late = false
  const cutOff = (): void => {
    late = still > 0
    if (still === 0) db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }
  return {
    cutOff,
    async whileStill(work) {
      if (still === 0) {
        cutOff()
        db.exec('PRAGMA wal_autocheckpoint = 0')
      }
      still++
      try {
        return await work()
      } finally {
        still--
        if (still === 0 && db.isOpen) {
          db.exec(`PRAGMA wal_autocheckpoint = ${usual}`)
          if (late) cutOff()
        }
      }
    },
  }
}
