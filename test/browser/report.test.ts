import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Consultant } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, withStaff } from '../platforms/helpline.ts'
import { withServices } from '../platforms/ledger.ts'
import { freshDir } from '../store/places.ts'
import { build, inBrowser, launch } from './chromium.ts'
import { sideways } from './places.ts'
import { desktop, phone, picture } from './stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

inBrowser("the funder's report in the console", () => {
  let helpline: Helpline
  let browser: Awaited<ReturnType<typeof launch>>
  const trouble: string[] = []

  beforeAll(async () => {
    build()
    const dir = freshDir()
    await withStaff(dir, 'Ilze', 'Anna')
    const many = Array.from({ length: 6 }, () => [
      { staff: 'staff-Anna' },
      { service: 'consultation', language: 'ru' } as const,
    ])
    await withServices(dir, ...many, [{ staff: 'gone', language: 'ckb', office: null, funding: null, topics: [] }])
    helpline = await startHelpline({
      DATA_DIR: dir,
      TELEGRAM_BOT_TOKEN: '1:canary',
      TELEGRAM_MODE: 'polling',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
    })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await helpline?.end()
    expect(trouble).toEqual([])
  })

  /** The console of a signed-in member. */
  async function consoleOf(login: string): Promise<Page> {
    const { cookie } = await Consultant.signIn(helpline.url, login)
    const context = await browser.newContext({ locale: 'en-US', viewport: desktop })
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: helpline.url }])
    // The empty page that a window begins with keeps nothing.
    await context.addInitScript(`if (location.host) localStorage.setItem('tilts.console.language', 'en')`)
    context.on('page', (page) => {
      page.on('pageerror', (error) => trouble.push(error.message))
      page.on('console', (said) => said.type() === 'error' && trouble.push(said.text()))
    })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(`${helpline.url}/console`)
    await page.getByTestId('tab-waiting').waitFor()
    return page
  }

  async function march(page: Page): Promise<void> {
    await page.getByTestId('report-first').fill('2026-03-01')
    await page.getByTestId('report-last').fill('2026-03-31')
    await page.keyboard.press('Enter')
    await page.getByTestId('table-language').waitFor()
  }

  it('coordinators find it in the bar, consultants do not', async () => {
    const page = await consoleOf('ilze')
    await page.getByTestId('to-report').click()
    await page.getByTestId('report-about').waitFor()
    expect(new URL(page.url()).hash).toBe('#/report')
    const anna = await consoleOf('anna')
    expect(await anna.getByTestId('to-report').count()).toBe(0)
    expect(await anna.getByTestId('to-profile').count()).toBe(1)
  })

  it('begins with the last month; what is asked for most is one tap away; nothing to show says what to do', async () => {
    const page = await consoleOf('ilze')
    await page.goto(`${helpline.url}/console#/report`)
    await page.locator('[data-testid=last-month][aria-pressed=true]').waitFor()
    expect(await page.locator('.periods [aria-pressed=true]').count()).toBe(1)
    await march(page)
    expect(await page.locator('.periods [aria-pressed=true]').count()).toBe(0)
    await page.getByTestId('report-first').fill('2020-01-01')
    await page.getByTestId('report-last').fill('2020-01-31')
    await page.getByTestId('report-show').click()
    await page.getByText('Choose other days').waitFor()
    expect(await page.getByTestId('report-print').count()).toBe(0)
    await page.getByTestId('this-year').click()
    await page.locator('[data-testid=this-year][aria-pressed=true]').waitFor()
  })

  it('shows totals and who interpreted, in the language of the console', async () => {
    const page = await consoleOf('ilze')
    await page.goto(`${helpline.url}/console#/report`)
    await march(page)
    const lines = await page.getByTestId('table-language').locator('tbody tr').allInnerTexts()
    expect(lines.map((line) => line.split('\t').slice(0, 4))).toEqual([
      ['Dari', 'interpreter', '6', '6'],
      ['Russian', 'consultation', '6', '6'],
      ['Kurdish (Sorani)', 'interpreter', '1', '1'],
      ['Total', 'all', '13', '7'],
    ])
    await page.getByTestId('language-lv').click()
    await page.getByTestId('table-interpreter').getByText('bijušais kolēģis').waitFor()
  })

  it('days in the wrong order are refused in words, and what was shown stays', async () => {
    const page = await consoleOf('ilze')
    await page.goto(`${helpline.url}/console#/report`)
    await march(page)
    await page.getByTestId('report-first').fill('2026-04-01')
    await page.getByTestId('report-show').click()
    await page.getByText('The first day has to come before the last one.').waitFor()
    expect(await page.getByTestId('table-language').count()).toBe(1)
    trouble.splice(0, trouble.length, ...trouble.filter((one) => !one.includes('400')))
  })

  it('goes to a spreadsheet as a file, and to paper as a page of its own in a new window', async () => {
    const page = await consoleOf('ilze')
    await page.goto(`${helpline.url}/console#/report`)
    await march(page)
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('report-csv').click()])
    expect(file.suggestedFilename()).toBe('services-2026-03-01-2026-03-31.csv')
    const [paper] = await Promise.all([page.context().waitForEvent('page'), page.getByTestId('report-print').click()])
    await paper.getByText('Who interpreted').waitFor()
    // The policy let the page's own style in.
    expect(await paper.evaluate<string>(`getComputedStyle(document.querySelector('table')).borderCollapse`)).toBe(
      'collapse',
    )
    expect(await paper.evaluate<number>('document.scripts.length')).toBe(0)
    await picture(paper, 'report-paper')
    await paper.setViewportSize(phone)
    expect(await sideways(paper)).toBe(0)
    await picture(paper, 'report-paper-phone')
    await paper.emulateMedia({ media: 'print' })
    await paper.evaluate(axe)
    expect(await paper.evaluate<string[]>(violations)).toEqual([])
  })

  it('has no serious barrier on a phone and a desk, by day and by night, and no page moves sideways', async () => {
    const page = await consoleOf('ilze')
    await page.goto(`${helpline.url}/console#/report`)
    await march(page)
    for (const [size, viewport] of Object.entries({ phone, desktop })) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await picture(page, `look-report-${size}-${colorScheme}`)
        await page.evaluate(axe)
        expect(await page.evaluate<string[]>(violations), `${size}, ${colorScheme}`).toEqual([])
        expect(await sideways(page)).toBe(0)
      }
    }
  })
})

const violations = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .map(({ id, nodes }) => id + ': ' + nodes.map((one) => one.html.slice(0, 120)).join(' | ')))`
