import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { TOTP } from 'otpauth'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask, Consultant } from '../platforms/consultant.ts'
import { freePort, type Helpline, startHelpline, withStaff } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'
import { build, inBrowser, launch } from './chromium.ts'
import { sideways } from './places.ts'
import { desktop, phone, picture } from './stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const password = 'canary-password-1'

inBrowser('people who work here sign in', () => {
  let helpline: Helpline
  let url: string
  let ilze: Consultant
  let browser: Awaited<ReturnType<typeof launch>>

  beforeAll(async () => {
    build()
    const dir = freshDir()
    await withStaff(dir, 'Ilze')
    const port = await freePort()
    url = `http://localhost:${port}`
    helpline = await startHelpline({
      DATA_DIR: dir,
      PORT: String(port),
      PUBLIC_URL: url,
      TELEGRAM_BOT_TOKEN: '1:canary',
      TELEGRAM_MODE: 'polling',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
    })
    ilze = await Consultant.signIn(helpline.url, 'ilze')
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await helpline?.end()
    expect(helpline?.output()).not.toMatch(/canary/i)
  })

  async function open(path: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-US', viewport: desktop })
    await context.addInitScript(`localStorage.setItem('tilts.console.language', 'en')`)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(url + path)
    return page
  }

  async function invitation(login: string): Promise<string> {
    const draft = { legalName: 'Canary Legal', roles: ['consultant'], desks: ['general'], languages: ['lv', 'en'] }
    return String((await ilze.post('/staff', { login, ...draft })).body.link)
  }

  /** What somebody with a screen reader, a keyboard or weak eyes would stumble over, on a phone and a desk. */
  async function barriers(page: Page, name: string): Promise<readonly string[]> {
    const found: string[] = []
    for (const [size, viewport] of Object.entries({ phone, desktop })) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize(viewport)
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await picture(page, `staff-${name}-${size}-${colorScheme}`)
        await page.evaluate(axe)
        const here = await page.evaluate<string[]>(`axe.run(document, { resultTypes: ['violations'] }).then((r) =>
          r.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) => id + ': ' + nodes.map((one) => one.html.slice(0, 120)).join(' | ')))`)
        for (const one of here) found.push(`${size}, ${colorScheme}: ${one}`)
        if ((await sideways(page)) > 0) found.push(`${size}: the page moves sideways`)
      }
    }
    return found
  }

  /** A key with a finger reader, as the browser's own tools play it. */
  async function withKey(page: Page): Promise<CDPSession> {
    const tools = await page.context().newCDPSession(page)
    await tools.send('WebAuthn.enable')
    await tools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return tools
  }

  async function comesByLink(page: Page, name: string): Promise<void> {
    await page.getByTestId('displayName').fill(name)
    await page.getByTestId('next').fill(password)
    await page.getByTestId('use-link').click()
    await page.getByTestId('first-factor').waitFor()
  }

  async function signsIn(page: Page, login: string): Promise<void> {
    await page.getByTestId('login').fill(login)
    await page.getByTestId('password').fill(password)
    await page.getByTestId('sign-in').click()
  }

  it('by an invitation: name and password, the app on the phone, codes for paper, then the queue', async () => {
    const link = await invitation('anna')
    const page = await open(link)
    await page.getByTestId('displayName').waitFor()
    expect(await barriers(page, 'invitation')).toEqual([])
    await page.getByTestId('displayName').fill('Anna')
    await page.getByTestId('next').fill('password123')
    await page.getByTestId('use-link').click()
    await page.getByTestId('fault').getByText('Too many people have this password').waitFor()
    await comesByLink(page, 'Anna')
    expect(await page.evaluate('location.href')).not.toContain('link')
    await page.reload()
    await page.getByTestId('add-app').click()
    const secret = (await page.getByTestId('totp-secret').getAttribute('data-secret')) ?? ''
    expect(await page.locator('.qr path').getAttribute('d')).toMatch(/^M4 4h1v1h-1z/)
    expect(await barriers(page, 'app')).toEqual([])
    await page.getByTestId('code').fill('000000')
    await page.getByTestId('add-app-code').click()
    await page.getByTestId('fault').getByText('The code does not fit').waitFor()
    await page.getByTestId('code').fill(new TOTP({ secret }).generate())
    await page.getByTestId('add-app-code').click()
    await page.getByTestId('recovery-codes').waitFor()
    expect(await page.locator('.codes li').count()).toBe(10)
    expect(await barriers(page, 'recovery')).toEqual([])
    const [code = ''] = await page.locator('.codes code').allInnerTexts()
    await page.getByTestId('recovery-kept').click()
    await page.getByTestId('tab-waiting').waitFor()

    await page.getByTestId('sign-out').click()
    await signsIn(page, 'anna')
    await page.getByTestId('second-step').waitFor()
    expect(await barriers(page, 'second-step')).toEqual([])
    await page.getByTestId('code').fill('123 456')
    await page.getByTestId('prove').click()
    await page.getByTestId('fault').getByText('does not fit').waitFor()
    await page.getByTestId('code').fill(code)
    await page.getByTestId('prove').click()
    await page.getByTestId('tab-waiting').waitFor()

    const again = await open(link)
    await again.getByTestId('no-link').getByText('no longer opens').waitFor()
    expect(await barriers(again, 'no-link')).toEqual([])
  })

  it('with a passkey: set up by the invitation, then without a password', async () => {
    const page = await open(await invitation('boriss'))
    await withKey(page)
    await comesByLink(page, 'Boriss')
    await page.getByTestId('add-passkey').click()
    await page.getByTestId('recovery-kept').click()
    await page.getByTestId('tab-waiting').waitFor()
    await page.getByTestId('sign-out').click()
    await page.getByTestId('passkey-alone').click()
    await page.getByTestId('tab-waiting').waitFor()
    await page.getByTestId('sign-out').click()
    await signsIn(page, 'boriss')
    await page.getByTestId('second-passkey').click()
    await page.getByTestId('tab-waiting').waitFor()
  })

  it('whose account a coordinator disables sees the sign-in within seconds, without touching anything', async () => {
    const page = await open(await invitation('leaving'))
    await withKey(page)
    await comesByLink(page, 'Leaving')
    await page.getByTestId('add-passkey').click()
    await page.getByTestId('recovery-kept').click()
    await page.getByTestId('tab-waiting').waitFor()
    const { body } = await ask(`${helpline.url}/api/staff`, 'GET', undefined, { cookie: ilze.cookie })
    const all: { id: string; login: string }[] = JSON.parse(JSON.stringify(body.staff))
    await ilze.post(`/staff/${all.find(({ login }) => login === 'leaving')?.id}/disable`)
    await page.getByTestId('sign-in').waitFor()
  })

  it('a coordinator adds an interpreter, with the keyboard alone where one likes; everybody keeps their own account', async () => {
    const page = await open(await invitation('coordinator'))
    await withKey(page)
    await comesByLink(page, 'Sanita')
    await page.getByTestId('add-passkey').click()
    await page.getByTestId('recovery-kept').click()
    await page.getByTestId('tab-waiting').waitFor()
    expect(await page.getByTestId('to-staff').count()).toBe(0)

    await page.getByTestId('to-profile').click()
    await page.getByTestId('save-profile').waitFor()
    expect(await barriers(page, 'profile')).toEqual([])
    await page.getByTestId('displayName').fill('Ilze')
    await page.getByTestId('save-profile').click()
    await page.getByTestId('fault').getByText('A colleague has this name').waitFor()
    await page.getByTestId('displayName').fill('Sanita K.')
    await page.getByTestId('save-profile').click()
    await page.getByTestId('to-profile').getByText('Sanita K.').waitFor()
    await page.getByTestId('password-now').fill('not the password')
    await page.getByTestId('renew-recovery').click()
    await page.getByTestId('own-keys').getByText('does not fit').waitFor()
    await page.getByTestId('password-now').fill(password)
    await page.getByTestId('renew-recovery').click()
    await page.getByTestId('recovery-kept').click()
    await page.getByTestId('own-keys').getByText('Recovery codes left: 10').waitFor()

    const { body } = await ilze.get('/staff')
    const all: { id: string; login: string }[] = JSON.parse(JSON.stringify(body.staff))
    const roles = { legalName: 'Canary Legal', roles: ['coordinator'], desks: [], languages: ['lv'] }
    await ilze.post(`/staff/${all.find(({ login }) => login === 'coordinator')?.id}`, roles)
    await page.reload()
    await page.getByTestId('to-staff').click()
    await page.getByTestId('add-member').waitFor()
    expect(await barriers(page, 'staff')).toEqual([])
    await page.getByTestId('add-member').focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('login').fill('ilze')
    await page.getByTestId('legalName').fill('Canary Farida')
    await page.getByTestId('roles-consultant').uncheck()
    await page.getByTestId('roles-interpreter').check()
    await page.getByTestId('languages-prs').check()
    await page.getByTestId('varieties').fill('Hazaragi, Kabuli')
    await page.getByTestId('gender-woman').check()
    expect(await barriers(page, 'staff-form')).toEqual([])
    await page.getByTestId('save-member').click()
    await page.getByTestId('fault').getByText('has this user name already').waitFor()
    await page.getByTestId('login').fill('farida')
    await page.keyboard.press('Enter')
    expect(await page.getByTestId('new-link').inputValue()).toMatch(/\/console#\/link\/[\w-]{43}$/)
    expect(await barriers(page, 'staff-link')).toEqual([])
    await page.keyboard.press('Escape')
    const row = page.locator('[data-testid=account][data-login=farida]')
    await row.getByText('Hazaragi, Kabuli, a woman').waitFor()
    await row.getByTestId('disable').click()
    await row.getByTestId('enable').click()
    await row.getByTestId('make-link').click()
    await page.getByTestId('link-done').click()
    const ilzeRow = page.locator('[data-testid=account][data-login=ilze]')
    await ilzeRow.getByTestId('make-link').click()
    await page.getByTestId('drop-factors').check()
    await page.getByTestId('make-reset').click()
    await page.getByTestId('new-link').waitFor()
  })
})
