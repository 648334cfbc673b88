import { afterAll, beforeAll, expect, it } from 'vitest'
import { BotApi } from '../platforms/bot-api.ts'
import { Consultant } from '../platforms/consultant.ts'
import { type Helpline, startHelpline, telegramEnv, withStaff } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'
import { build, inBrowser, launch } from './chromium.ts'
import { desktop, picture } from './stage.ts'

inBrowser('one’s own telephone', () => {
  let api: BotApi
  let helpline: Helpline
  let browser: Awaited<ReturnType<typeof launch>>

  beforeAll(async () => {
    build()
    api = await BotApi.start()
    const dir = freshDir()
    await withStaff(dir, 'Anna')
    helpline = await startHelpline({ ...(await telegramEnv(api, 'polling')), DATA_DIR: dir })
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await helpline?.end()
    await api?.stop()
  })

  it('is connected by a link that opens Telegram; the page sees by itself that it was, and lets it go again', async () => {
    const context = await browser.newContext({ locale: 'en-US', viewport: desktop })
    await context.addInitScript(`localStorage.setItem('tilts.console.language', 'en')`)
    const [name = '', value = ''] = (await Consultant.signIn(helpline.url, 'anna')).cookie.split('=')
    await context.addCookies([{ name, value, url: helpline.url }])
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(`${helpline.url}/console#/profile`)
    const own = page.getByTestId('own-pager')
    await own.getByText('Not connected.').waitFor()
    await page.getByTestId('pager-connect').click()
    const link = (await page.getByTestId('pager-link').getAttribute('href')) ?? ''
    expect(link).toMatch(/^https:\/\/t\.me\/HelplineBot\?start=staff_[\w-]+$/)
    await picture(page, 'calls-connecting')
    const anna = api.person(900_001)
    anna.says(`/start ${new URL(link).searchParams.get('start')}`)
    await anna.reads('Connected.')
    await own.getByText('Connected.', { exact: true }).waitFor()
    expect(await page.getByTestId('pager-link').count()).toBe(0)
    await page.getByTestId('pager-disconnect').click()
    await own.getByText('Not connected.').waitFor()
    await page.getByTestId('pager-connect').waitFor()
  })
})
