import { createHmac, hkdfSync, type KeyObject } from 'node:crypto'
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditDeed, AuditEntry } from '../core/audit.ts'
import { record } from '../core/door.ts'

export interface AuditBook {
  /** `by` null: the person themselves. `about`: a case or conversation; null = none in particular. */
  note(by: string | null, did: AuditDeed, about: string | null): void
  /** Newest first, of a month as `2026-11`, of one case where it is named. */
  read(month: string, about: string | null): readonly AuditEntry[]
  /** What has passed its time goes, whole months at once. */
  sweep(): void
}

export const auditMonths = 12
const most = 1_000
/** An open page fetches its case with every change: that is one reading. */
const sameReadingMs = 60 * 60_000

/**
 * Who read, exported, erased: one line each, appended and never changed, in a file a month. Staff ids and tags alone: from
 * a tag nobody gets back to a case, so the book says nothing of who was erased; whoever knows the case finds its lines.
 * Each process writes its own. A book that cannot be written holds nobody up who needs help: the failure is told.
 */
export function createAuditBook(
  dir: string,
  idKey: KeyObject,
  now: () => number,
  failed: (error: unknown) => void,
): AuditBook {
  const key = Buffer.from(hkdfSync('sha256', idKey, '', 'audit tags', 32))
  const tagOf = (about: string): string => createHmac('sha256', key).update(about).digest('base64url').slice(0, 22)
  const lately = new Map<string, number>()

  return {
    note(by, did, about) {
      const at = now()
      const tag = about === null ? null : tagOf(about)
      if (did === 'read' && isSame(`${by} ${tag}`, at)) return
      try {
        mkdirSync(dir, { recursive: true, mode: 0o700 })
        const line = JSON.stringify({ at, by, did, about: tag })
        // The break stands before, so that a line which a crash cut short spoils no other.
        appendFileSync(join(dir, `${monthOf(at)}.jsonl`), `\n${line}`, { mode: 0o600 })
      } catch (error) {
        failed(error)
      }
    },
    read(month, about) {
      const tag = about === null ? null : tagOf(about)
      const all = linesOf(join(dir, `${month}.jsonl`)).filter((entry) => tag === null || entry.about === tag)
      return all.slice(-most).reverse()
    },
    sweep() {
      const from = new Date(now())
      from.setUTCMonth(from.getUTCMonth() - auditMonths, 1)
      for (const name of filesIn(dir)) if (name < `${monthOf(from.getTime())}.jsonl`) rmSync(join(dir, name))
    },
  }

  function isSame(reading: string, at: number): boolean {
    for (const [old, when] of lately) if (at - when >= sameReadingMs) lately.delete(old)
    if (lately.has(reading)) return true
    lately.set(reading, at)
    return false
  }
}

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

function filesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir).filter((name) => /^\d{4}-\d{2}\.jsonl$/.test(name))
  } catch {
    // Nothing has been noted yet.
    return []
  }
}

function linesOf(file: string): AuditEntry[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  // A line that a crash cut short is left out.
  return text.split('\n').flatMap((line) => {
    try {
      const entry: unknown = JSON.parse(line)
      return isEntry(entry) ? [entry] : []
    } catch {
      return []
    }
  })
}

const isEntry = (value: unknown): value is AuditEntry => {
  const entry = record(value)
  return typeof entry?.at === 'number' && typeof entry.did === 'string'
}
