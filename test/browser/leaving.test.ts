import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, says, taps } from './moves.ts'
import { openStage, type Stage, type Window } from './stage.ts'

const secret = 'He must not see this'

inBrowser('leaving the page now', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  async function talking(): Promise<Window> {
    const window = await stage.person()
    await taps(window.page, 'speak:en')
    await reads(window.page, 'Choose a topic')
    await says(window.page, secret)
    await reads(window.page, secret, 'person')
    return window
  }

  const ways: readonly [string, (page: Page) => Promise<void>][] = [
    ['the button', (page) => page.getByTestId('leave').click()],
    [
      'Shift three times, in the middle of a sentence',
      async (page) => {
        await page.getByTestId('composer').fill('I was about to')
        for (let press = 0; press < 3; press++) await page.keyboard.press('Shift')
      },
    ],
  ]

  it.each(ways)('%s empties the screen and the browser’s memory, and "back" brings nothing back', async (_, leave) => {
    const { page } = await talking()
    const other = await page.context().newPage()
    await other.goto(stage.url)
    await reads(other, secret, 'person')
    await leave(page)
    await page.waitForURL((address) => address.origin !== stage.url)
    // Another window of the same browser leaves, too.
    await other.waitForURL((address) => address.origin !== stage.url)
    await page.goBack().catch(() => null)
    expect(await page.locator('body').innerText()).not.toContain(secret)
    // Whoever opens the address again finds an empty page and no way into the talk.
    await page.goto(stage.url)
    await page.getByTestId('speak-lv').waitFor()
    expect(await page.locator('body').innerText()).not.toContain(secret)
    await page.context().close()
  })

  it('the screen is empty at once, even where the network is dead', async () => {
    const { page } = await talking()
    await page.context().setOffline(true)
    await page.getByTestId('leave').click({ noWaitAfter: true })
    await page.waitForFunction(`!document.body || !document.body.innerText.includes(${JSON.stringify(secret)})`)
    await page.context().close()
  })
})
