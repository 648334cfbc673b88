import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { record } from '../../src/core/door.ts'
import { presetsOf } from '../../src/reports/period.ts'
import { ask, Consultant, list } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, withStaff } from '../platforms/helpline.ts'
import { withServices } from '../platforms/ledger.ts'
import { freshDir } from '../store/places.ts'

let helpline: Helpline
let ilze: Consultant
const march = 'from=2026-03-01&to=2026-03-31'
const lastMinuteOfMarch = Date.UTC(2026, 2, 31, 20, 59)

beforeAll(async () => {
  const dir = freshDir()
  await withStaff(dir, 'Ilze', 'Anna')
  const ended = { startedAt: lastMinuteOfMarch - 90_000, endedAt: lastMinuteOfMarch, staff: 'staff-Anna' }
  await withServices(
    dir,
    [ended, { ...ended, service: 'consultation', staff: 'staff-gone' }],
    [{ ...ended, endedAt: lastMinuteOfMarch + 60_000 }],
  )
  helpline = await startHelpline({
    DATA_DIR: dir,
    TELEGRAM_BOT_TOKEN: '1:canary',
    TELEGRAM_MODE: 'polling',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
  })
  ilze = await Consultant.signIn(helpline.url, 'ilze')
}, 30_000)

afterAll(async () => {
  expect(await helpline.end()).toBe(0)
  expect(helpline.output()).not.toMatch(/canary/i)
}, 30_000)

const page = (query: string, cookie = ilze.cookie) =>
  fetch(`${helpline.url}/api/report?${query}`, { headers: { cookie } })

describe("the funder's report over HTTP", () => {
  it('is for coordinators: not for consultants, not for strangers, in no form', async () => {
    const anna = await Consultant.signIn(helpline.url, 'anna')
    for (const format of ['json', 'csv', 'html', 'canary']) {
      expect(await anna.get(`/report?format=${format}`)).toMatchObject({
        status: 403,
        body: { error: { code: 'not-allowed' } },
      })
      expect((await ask(`${helpline.url}/api/report?format=${format}`)).status).toBe(401)
    }
    const foreign = await ask(`${helpline.url}/api/report`, 'GET', undefined, {
      cookie: ilze.cookie,
      'sec-fetch-site': 'cross-site',
    })
    expect(foreign.status).toBe(403)
  })

  it('counts what ended on the days asked for, by the clock in Riga, the last day included', async () => {
    const { status, body, headers } = await ilze.get(`/report?${march}&lang=en`)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    const byService = list(body.tables).find((table) => table.id === 'service')
    expect(list(byService?.rows).map((row) => row.cells)).toEqual([
      ['consultation', 1, 1, '0:02', 2, 12],
      ['interpreter', 1, 1, '0:02', 2, 12],
      ['Total', 2, 1, '0:04', 4, 24],
    ])
    expect(JSON.stringify(body)).not.toMatch(/canary|Legal/i)
    const april = await ilze.get('/report?from=2026-04-01&to=2026-04-01&lang=en')
    expect(list(april.body.tables)).toHaveLength(8)
  })

  it('nobody says which days: the last full month; and what else is asked for most is offered', async () => {
    const { body } = await ilze.get('/report')
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Riga' })
    expect(body.presets).toEqual(presetsOf(today))
    expect(body.period).toEqual(presetsOf(today)['last-month'])
    expect(body.language).toBe('lv')
  })

  it('is told in three languages; in Latvian for those that have no words', async () => {
    const captions = async (lang: string) =>
      list((await ilze.get(`/report?${march}&lang=${lang}`)).body.tables).map((table) => table.caption)
    expect(await captions('ru')).toContain('Кто переводил')
    expect(await captions('lv')).toContain('Kas tulkoja')
    expect(await captions('fa')).toContain('Kas tulkoja')
    expect(await captions('__proto__')).toContain('Kas tulkoja')
  })

  it('comes as a file for a spreadsheet', async () => {
    const answer = await page(`${march}&format=csv&lang=lv`)
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/)
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=services-2026-03-01-2026-03-31.csv')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
    expect(bytes.toString()).toMatch(/\r\nAnna,dari,/)
  })

  it('comes as a page for printing, which may load nothing and run nothing but its own style', async () => {
    const answer = await page(`${march}&format=html&lang=ru`)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = answer.headers.get('content-security-policy')
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; /)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(await answer.text()).toContain('<caption>Кто переводил</caption>')
  })

  it.each([
    ['from=2026-02-30', 'report-first'],
    ['from=canary', 'report-first'],
    [`from=2026-01-01&to=${'9'.repeat(5000)}`, 'report-last'],
    ['from=2026-03-02&to=2026-03-01', 'report-order'],
    ['format=canary', 'format'],
  ])('what cannot be made is refused, and says why (%#)', async (query, code) => {
    const { status, body } = await ilze.get(`/report?${query}`)
    expect([status, record(body.error)?.code]).toEqual([400, code])
    expect(JSON.stringify(body)).not.toMatch(/canary|999/)
  })

  it('what is asked for twice, or as a list, is not said', async () => {
    const { status } = await ilze.get('/report?from=a&from=b&to[x]=c&lang=lv&lang=ru')
    expect(status).toBe(200)
  })
})
