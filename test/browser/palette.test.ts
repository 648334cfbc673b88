import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, rowWith, waitingPerson } from './moves.ts'
import { focused, type RussianKeyboard, russianKeyboard } from './russian-keys.ts'
import { openStage, picture, type Stage } from './stage.ts'

inBrowser('the list of all cases and commands', () => {
  let stage: Stage
  let page: Page
  let keys: RussianKeyboard
  let options: Locator
  const shown = (text: string | RegExp) => options.filter({ hasText: text }).waitFor()

  beforeAll(async () => {
    stage = await openStage()
    page = (await stage.consultant('anna')).page
    keys = await russianKeyboard(page)
    options = page.getByTestId('commands-option')
    await waitingPerson(stage, 'Where do I hjkl my bicycle?')
    await rowWith(page, 'bicycle')
  })
  afterAll(() => stage?.close())

  async function escapes(): Promise<void> {
    await keys.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
  }

  /** Opens the list and writes into it. */
  async function looksFor(words: string): Promise<void> {
    await keys.press('KeyK', 'with Control')
    await page.locator('[data-testid=palette]:focus').waitFor()
    expect(await page.getByTestId('palette').inputValue()).toBe('')
    await page.keyboard.insertText(words)
  }

  it('finds a case by its number, by the language of the person, and by a word of the question', async () => {
    const row = await rowWith(page, 'bicycle')
    const number = await row.locator('.number').innerText()
    for (const [words, found] of [
      [number.toLowerCase(), number],
      ['dari', 'Dari'],
      ['bicy', 'bicycle'],
      ['english hjkl', 'bicycle'],
    ] as const) {
      await looksFor(words)
      await shown(found)
      expect(await options.count(), words).toBe(1)
      await escapes()
    }
    await looksFor('nothingislikethis')
    await page.locator('dialog[open]').getByText('Nothing fits').waitFor()
    await escapes()
  })

  it('arrows and Enter open what is chosen', async () => {
    await looksFor('')
    await picture(page, 'console-palette')
    await options.nth(1).waitFor()
    for (let step = 0; step < 40; step++) await keys.press('ArrowDown')
    // The last one, and it can be seen.
    expect(await options.last().getAttribute('aria-selected')).toBe('true')
    await escapes()
    await looksFor('bicycle')
    await shown('bicycle')
    await keys.press('Enter')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    await reads(page, 'bicycle', 'person')
  })

  it('does what can be done with the open case, and only that', async () => {
    await looksFor('close')
    await page.locator('dialog[open]').getByText('Nothing fits').waitFor()
    await escapes()
    await looksFor('take')
    await shown(/^Take$/)
    await keys.press('Enter')
    await page.locator('[data-testid=mark][data-key=claimed]').waitFor()
    await looksFor('pass on')
    await escapes()
    await looksFor('pass')
    await shown('Pass the case on')
    await keys.press('Enter')
    await page.getByTestId('transfer-confirm').waitFor()
    expect(await page.locator('dialog[open]').count()).toBe(1)
    await escapes()
  })

  it('Escape closes it, and every other dialog, and the focus is where it was before', async () => {
    await page.getByTestId('reply').focus()
    await looksFor('dari')
    await escapes()
    expect(await focused(page)).toBe('reply')
    await looksFor('put')
    await shown('Put the case off')
    await keys.press('Enter')
    await page.getByTestId('sleep-confirm').waitFor()
    await escapes()
    expect(await focused(page)).toBe('reply')
    for (const deed of ['transfer', 'sleep', 'interpreter', 'close']) {
      await page.getByTestId(deed).focus()
      await keys.press('Enter')
      await page.locator('dialog[open]').waitFor()
      await escapes()
      expect(await focused(page)).toBe(deed)
    }
  })

  it('shows a coordinator, and nobody else, the ways to staff and report', async () => {
    await looksFor('staff')
    await page.locator('dialog[open]').getByText('Nothing fits').waitFor()
    await escapes()
    const ilze = (await stage.consultant('ilze')).page
    await ilze.getByTestId('to-palette').click()
    await ilze.getByTestId('palette').fill('staff')
    await ilze.getByTestId('commands-option').filter({ hasText: 'Staff' }).click()
    await ilze.getByText('Add somebody').waitFor()
  })
})
