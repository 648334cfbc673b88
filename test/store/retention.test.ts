import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { auditMonths } from '../../src/app/audit.ts'
import { outdated } from '../../src/app/backups.ts'
import { sweepAfterErasingMs, sweepEveryMs } from '../../src/app/loops.ts'
import { keptDays } from '../../src/app/mind.ts'
import { mostRevisions } from '../../src/app/tally.ts'
import { waits } from '../../src/core/due.ts'
import { dataLinkMs } from '../../src/core/rules/mydata.ts'
import { unsentFileMs } from '../../src/files/kept.ts'
import { invitationMs, resetMs } from '../../src/staff/links.ts'
import { absoluteMs, idleMs } from '../../src/staff/sessions.ts'
import { rewriteEveryMs } from '../../src/store/redis/rewrite.ts'
import { keepLedgerMs, rememberEventsMs, waitsOnMs } from '../../src/store/semantics.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8')

/** The times that a row of the table names, in ms, in their order. */
function times(what: string): readonly number[] {
  const row = page.split('\n').find((line) => line.startsWith(`| ${what}`))
  return [...(row?.split('|')[2] ?? '').matchAll(/(\d+) (minute|hour|day)s?/g)].map(
    ([, count, unit]) => Number(count) * (units[unit ?? ''] ?? 0),
  )
}
const units: Readonly<Record<string, number>> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 }

describe('what docs/privacy.md promises is what the program does', () => {
  it.each([
    ['the last question', [waits.question]],
    ['words without consent, on our own page', [waits.question]],
    ['the same after a "no"', [waits.refusedKeep]],
    ['an order', [waits.order]],
    ['a talk with consent', [keptDays * 86_400_000]],
    ['what still waits', [waitsOnMs]],
    ['a file that was uploaded', [unsentFileMs]],
    ['the link of `/mydata`', [dataLinkMs]],
    ['tags of events', [rememberEventsMs]],
    ['services', [keepLedgerMs]],
    ['staff: sessions', [absoluteMs, idleMs]],
    ['staff: invitations', [invitationMs, resetMs]],
  ])('%s', (what, real) => {
    expect(times(what)).toEqual(real)
  })

  it('counts and copies', () => {
    expect(page).toContain(`the last ${mostRevisions} versions`)
    expect(page).toContain(`| ${auditMonths} months, of each process its own`)
    const hours = Array.from({ length: 24 * 30 }, (_, i) => new Date(Date.UTC(2026, 0, 31) - i * 3_600_000))
    const copies = hours.map((at) => `helpline-${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}.db`)
    const kept = copies.filter((name) => !outdated(copies).includes(name))
    expect(kept.slice(0, 24)).toEqual(copies.slice(0, 24))
    expect(new Set(kept.map((name) => name.slice(9, 17))).size).toBe(7)
    expect(page).toContain('24 of the last hours, 7 of the last days')
  })

  it('how soon whoever is erased is gone: within the minute that is promised', () => {
    expect(page).toContain(`"done" goes after ${sweepAfterErasingMs / 1000} seconds`)
    expect(page).toContain(`every ${rewriteEveryMs / 1000} seconds at most`)
    expect(page).toContain(`every ${sweepEveryMs / 60_000} minutes`)
    expect(Math.max(sweepAfterErasingMs, rewriteEveryMs)).toBeLessThan(60_000)
  })

  it('no row of the table is without a time', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| what'))
    expect(rows.length).toBeGreaterThan(12)
    expect(rows.filter((row) => !/\d|until/.test(row.split('|')[2] ?? ''))).toEqual([])
  })
})
