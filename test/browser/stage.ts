import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { vi } from 'vitest'
import { startApp } from '../../src/app/app.ts'
import type { App } from '../../src/app/run.ts'
import { readConfig } from '../../src/config.ts'
import { modelDir } from '../platforms/model-dir.ts'
import { build, launch } from './chromium.ts'

/** A window somebody looks at, and what a person at the screen would not see. */
export interface Window {
  readonly page: Page
  readonly seen: {
    /** How often the page was loaded: 1 = it was never reloaded. */
    loads: number
    /** Dialogs, errors in the console, errors nobody caught. */
    readonly trouble: string[]
    /** Addresses outside of our server that the page wanted. */
    readonly outside: string[]
  }
}

export interface Stage {
  readonly url: string
  readonly browser: Browser
  /** The web chat in a browser of its own. */
  person(options?: BrowserContextOptions): Promise<Window>
  /** The console in a browser of its own, in English, signed in with a demo account. */
  consultant(login: 'anna' | 'ilze' | 'dace' | 'farid', options?: BrowserContextOptions): Promise<Window>
  stopServer(): Promise<void>
  /** The same data folder, the same port. */
  startServer(): Promise<void>
  close(): Promise<void>
}

export const phone = { width: 360, height: 740 }
export const desktop = { width: 1440, height: 900 }

/** The real program on an empty data folder, in its demo, and a real browser. */
export async function openStage(env: Readonly<Record<string, string>> = {}): Promise<Stage> {
  build()
  const dataDir = mkdtempSync(join(tmpdir(), 'tilts-browser-'))
  // Tests write faster than anybody: they are not slowed.
  const config = readConfig({ DATA_DIR: dataDir, MODEL_DIR: modelDir, PORT: '0', PERSON_BURST: '1000', ...env })
  let app: App | null = await quietly(() => startApp(config))
  const { port } = app
  const url = `http://127.0.0.1:${port}`
  const browser = await launch()

  async function open(path: string, options: BrowserContextOptions, before = ''): Promise<Window> {
    const context = await browser.newContext({ locale: 'en-US', viewport: desktop, ...options })
    if (before !== '') await context.addInitScript(before)
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const seen: Window['seen'] = { loads: 0, trouble: [], outside: [] }
    page.on('load', () => {
      seen.loads += 1
    })
    page.on('pageerror', (error) => seen.trouble.push(`error: ${error.message}`))
    page.on('console', (said) => said.type() === 'error' && seen.trouble.push(`console: ${said.text()}`))
    page.on('dialog', (dialog) => {
      seen.trouble.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    // Nothing leaves this computer; where a page wants to go, an empty one answers.
    await context.route(
      (address) => address.origin !== url,
      (route) => {
        seen.outside.push(route.request().url())
        return route.fulfill({ body: '<title>elsewhere</title>', contentType: 'text/html' })
      },
    )
    await page.goto(url + path)
    return { page, seen }
  }

  return {
    url,
    browser,
    person: (options = {}) => open('/', options),
    async consultant(login, options = {}) {
      const window = await open('/console', options, `localStorage.setItem('tilts.console.language', 'en')`)
      await window.page.locator(`[data-testid=demo-login][data-login=${login}]`).click()
      await window.page.locator('[data-testid=tab-waiting], [data-testid=interpreting]').waitFor()
      return window
    },
    async stopServer() {
      await app?.stop()
      app = null
    },
    async startServer() {
      app = await quietly(() => startApp({ ...config, port }))
    },
    async close() {
      await browser.close()
      await app?.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Without the welcome that a newcomer reads in the terminal. */
async function quietly<T>(start: () => Promise<T>): Promise<T> {
  const spoken = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  return start().finally(() => spoken.mockRestore())
}

const pictures = fileURLToPath(new URL('../../test-output/', import.meta.url))

/** Keeps what the page looks like, for people to look at, when somebody asks for it (`PICTURES=1`): no test reads them. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES) await page.screenshot({ path: `${pictures}${name}.png` })
}
