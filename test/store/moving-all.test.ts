import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { keysSchema, mainSchema } from '../../src/store/sqlite/schema.ts'

/**
 * What is moved, and what is not and why. Whoever adds a table, a column or a family of keys finds this test red: let
 * `moving-out` give it out and `moving-in` take it in for both stores, count it in `totals.ts`, then note it here.
 */
const columns: Readonly<Record<string, string>> = {
  conversations: 'no id version key_id handling day touched_at since due last sealed',
  lines: 'no conversation number before delivery outcome until sealed',
  postponed: 'conversation ready_at tries doubtful',
  cases: 'id conversation open rank opened_at closed_at by_id sealed',
  files: 'id part conversation until sealed',
  seen: 'no tags at',
  ledger: 'no person case_tag service desk office funding language staff started_at ended_at messages topics',
  staff: 'id login seen_at sealed',
  sessions: 'id staff created_at used_at half',
  links: 'staff id what drop_factors until',
  keys: 'id conversation wrapped',
  // The checks of the two keys are moved; notices and `ended-well` are each store's own.
  meta: 'name value',
}

it('every table and column of SQLite is known to whoever moves', () => {
  const db = new DatabaseSync(':memory:')
  db.exec(mainSchema + keysSchema)
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all()
  const found = tables.map(({ name }) => [
    String(name),
    db
      .prepare(`PRAGMA table_info(${name})`)
      .all()
      .map((column) => column.name)
      .join(' '),
  ])
  expect(Object.fromEntries(found)).toEqual(columns)
  db.close()
})

/** Of a partition: `c:` with an id behind it, `work` without. */
const families = 'c: l: i: u: w: cs: case: fs: file: lp: work due idle until open shut seen ledger rows files n'
const staffFamilies = 'members logins tags seen session: sessions of: link: links'

/** Of a conversation: v k s n due since r t d are moved; the rest is of processes that have ended. */
const fields = 'v k s n due since r t d f fe fm fo lo op of so'

const lua = join(import.meta.dirname, '../../src/store/redis/lua')
const scripts = new Map(readdirSync(lua).map((file) => [file, readFileSync(join(lua, file), 'utf8')]))
const code = (text: string): string => text.replace(/--.*$/gm, '')
const isStaffs = (file: string): boolean => ['member.lua', 'session.lua', 'link.lua', 'empty-staff.lua'].includes(file)
const matches = (text: string, pattern: RegExp): string[] => [...code(text).matchAll(pattern)].map((m) => m[1] ?? '')

/** Behind `P ..` or a partition's name stands a family, or a choice of two, or a variable over a list of them. */
const named = (text: string): string[] =>
  matches(text, /(?:\bP|\bpartition|KEYS\[i\]) \.\. (\([^)]*\)|'[^']*'|\w+)/g).flatMap((name) =>
    name.startsWith('(') || name.startsWith("'") ? matches(name, /'([a-z]+:?)'/g).filter((one) => one !== '1') : [],
  )

it('every family of keys on Redis is known to whoever moves', () => {
  const found = { partition: new Set<string>(), staff: new Set<string>() }
  for (const [file, text] of scripts) {
    // These speak of both.
    if (file.startsWith('moving-')) continue
    for (const family of named(text)) found[isStaffs(file) ? 'staff' : 'partition'].add(family)
  }
  expect([...found.partition].sort()).toEqual(families.split(' ').sort())
  expect([...found.staff].sort()).toEqual(staffFamilies.split(' ').sort())
})

it('every field of a conversation on Redis is known to whoever moves', () => {
  const found = new Set<string>()
  for (const [file, text] of scripts) {
    if (isStaffs(file)) continue
    for (const call of matches(text, /'H(?:SET|INCRBY)', (?:c|P \.\. 'c:' \.\. id), ([^)]*)/g)) {
      const names = call.split(',').map((part) => /^\s*'([a-z]+)'$/.exec(part)?.[1])
      for (const name of names) if (name) found.add(name)
    }
  }
  expect([...found].sort()).toEqual(fields.split(' ').sort())
})
