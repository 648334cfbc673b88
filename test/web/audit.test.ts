import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startApp } from '../../src/app/app.ts'
import { createAuditBook } from '../../src/app/audit.ts'
import type { App } from '../../src/app/run.ts'
import { readConfig } from '../../src/config.ts'
import { loadKeys } from '../../src/store/keys.ts'
import { ask, Consultant, cookieOf, list } from '../platforms/consultant.ts'
import { modelDir } from '../platforms/model-dir.ts'
import { freshDir } from '../store/places.ts'

describe('who read, took along, erased', () => {
  const dir = freshDir()
  let app: App
  let anna: Consultant
  let ilze: Consultant
  const signIn = async (login: string) => {
    const url = `http://127.0.0.1:${app.port}`
    return new Consultant(
      url,
      cookieOf(await ask(`${url}/api/session`, 'POST', { login, password: `${login}-demo-1` })),
    )
  }
  const book = async (about = '') =>
    list((await ilze.get(`/audit${about}`)).body.entries).map(({ by, did }) => `${by} ${did}`)

  beforeAll(async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    app = await startApp(readConfig({ DATA_DIR: dir, MODEL_DIR: modelDir, PORT: '0' }))
    vi.restoreAllMocks()
    anna = await signIn('anna')
    ilze = await signIn('ilze')
  }, 60_000)
  afterAll(() => app?.stop())

  it('is noted by ids, once an hour for one who reads on; a coordinator finds the lines of a case', async () => {
    const [first, second] = await anna.waiting()
    await anna.get(`/cases/${first?.id}`)
    await anna.get(`/cases/${first?.id}`)
    await anna.get(`/cases/${second?.id}`)
    await expect.poll(() => book()).toHaveLength(2)
    const [entry] = await book(`?case=${first?.id}`)
    expect(entry).toMatch(/^\S+ read$/)
    expect(await book(`?case=${first?.id}`)).toHaveLength(1)
    await ilze.post(`/cases/${first?.id}/erase`)
    await ilze.get('/report?format=csv')
    await ilze.get('/report')
    await ilze.get('/knowledge/asked')
    await expect.poll(() => book()).toHaveLength(5)
    expect((await book()).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
      ...['read questions', 'exported', 'erased', 'read', 'read'],
    ])
  })

  it('holds no id of a case or a person, and outlives neither its year nor a torn line', async () => {
    const month = new Date().toISOString().slice(0, 7)
    const file = join(dir, 'audit', `${month}.jsonl`)
    for (const { id } of await anna.waiting()) expect(readFileSync(file, 'utf8')).not.toContain(String(id))
    appendFileSync(file, '\n{"at":')
    await ilze.get('/knowledge/asked')
    await expect.poll(() => book()).toHaveLength(6)
  })

  it('is not a consultant’s to see', async () => {
    expect((await anna.get('/audit')).status).toBe(403)
    expect((await ilze.get('/audit?month=../2026')).status).toBe(400)
  })
})

describe('the audit book', () => {
  const { idKey } = loadKeys({ dataDir: freshDir(), production: false })

  it('is kept by months, and a month of last year goes', () => {
    const dir = join(freshDir(), 'audit')
    const clock = { now: Date.UTC(2026, 0, 15) }
    const book = createAuditBook(
      dir,
      idKey,
      () => clock.now,
      () => expect.unreachable(),
    )
    book.note('anna', 'erased', 'case-1')
    expect(book.read('2026-01', 'case-1')).toMatchObject([{ by: 'anna', did: 'erased' }])
    clock.now = Date.UTC(2026, 11, 31)
    book.sweep()
    expect(book.read('2026-01', null)).toHaveLength(1)
    clock.now = Date.UTC(2027, 1, 1)
    book.sweep()
    expect(book.read('2026-01', null)).toEqual([])
  })

  it('that cannot be written is told, and stops nobody', () => {
    const told: unknown[] = []
    const file = join(freshDir(), 'a-file')
    appendFileSync(file, '')
    const book = createAuditBook(
      join(file, 'audit'),
      idKey,
      () => 0,
      (error) => told.push(error),
    )
    book.note('anna', 'exported', null)
    expect(told).toHaveLength(1)
    expect(book.read('1970-01', null)).toEqual([])
  })
})
