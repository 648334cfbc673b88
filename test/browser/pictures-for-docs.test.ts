import { mkdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, replies, rowWith, says, taps } from './moves.ts'
import { openStage, phone, type Stage, type Window } from './stage.ts'

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url))
const largest = 120 * 1024
const desk = { viewport: { width: 1040, height: 640 }, timezoneId: 'Europe/Riga' }
const hand = { viewport: phone, timezoneId: 'Europe/Riga' }

// A Monday morning, so that every run makes the same pictures.
const morning = Date.UTC(2026, 10, 23, 8, 31)
const began = performance.now()

const question = 'سلام، من کجا می‌توانم اقامت خود را تمدید کنم؟'
const numbers = new Map<string, string>()

/** Numbers are drawn by lot, clocks go on, and not every computer has the font of the signs on buttons. */
async function still(page: Page): Promise<void> {
  const found = await page.evaluate<string[]>(`document.body.innerText.match(/\\bP-[0-9A-Z]{4}\\b/g) ?? []`)
  const drawnAlready = new Set(numbers.values())
  for (const number of found)
    if (!numbers.has(number) && !drawnAlready.has(number)) numbers.set(number, `P-${1041 + numbers.size}`)
  await page.evaluate(`{
    const numbers = new Map(${JSON.stringify([...numbers])})
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode())
      node.data = node.data
        .replace(/P-[0-9A-Z]{4}/g, (one) => numbers.get(one) ?? one)
        .replace(/\\p{Extended_Pictographic}\\uFE0F?\\s*/gu, '')
    document.querySelectorAll('.waited').forEach((one, at) => { one.textContent = (2 + at) + ':' + (10 + at * 7) })
    document.querySelectorAll('.presence').forEach((one) => one.remove())
    document.querySelectorAll('input, textarea').forEach((one) => { one.style.caretColor = 'transparent' })
  }`)
}

async function drawn(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  const clocks = () => page.locator('.waited').allTextContents()
  let then: readonly string[]
  // A second that ends meanwhile sets the clocks going again.
  do {
    await still(page)
    then = await clocks()
    await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' })
  } while (then.join() !== (await clocks()).join())
  expect(statSync(`${folder}${name}.png`).size).toBeLessThan(largest)
}

// Left out by vitest.config.ts unless they are asked for: `PICTURES=1 npx vitest run --project slow pictures-for-docs`.
inBrowser('the pictures of the guides', () => {
  let stage: Stage
  let person: Window
  let anna: Window
  let farid: Window
  let ilze: Window
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true })
    vi.spyOn(Date, 'now').mockImplementation(() => morning + Math.floor((performance.now() - began) / 10))
    stage = await openStage()
    person = await stage.person(hand)
    await taps(person.page, 'speak:prs')
    await says(person.page, question)
    await taps(person.page, 'consent-yes')
    await reads(person.page, 'ترجمان می‌پالیم', 'bot')
    anna = await stage.consultant('anna', desk)
    farid = await stage.consultant('farid', hand)
    ilze = await stage.consultant('ilze', desk)
  })
  afterAll(async () => {
    await stage?.close()
    vi.restoreAllMocks()
  })

  it('show the queue, and somebody in danger', async () => {
    const { page } = anna
    await rowWith(page, question)
    await (await rowWith(page, '[demo] Where do I declare')).click()
    await page.getByTestId('claim').waitFor()
    await reads(page, 'The owner says no', 'person')
    await drawn(page, 'queue')
    await (await rowWith(page, '[demo] Меня бьёт муж')).click()
    await reads(page, 'Меня бьёт муж', 'person')
    await drawn(page, 'danger')
  })

  it('show an interpreted talk, on both sides of it', async () => {
    const { page } = anna
    await (await rowWith(page, question)).click()
    await page.getByTestId('claim').click()
    await farid.page.getByTestId('their-case').click()
    await farid.page.getByTestId('accept').click()
    const interprets = async (text: string) => {
      await farid.page.getByTestId('their-words').fill(text)
      await farid.page.getByTestId('their-send').click()
      await reads(farid.page, text)
    }
    await reads(farid.page, question, 'person')
    await interprets('Hello, where can I extend my residence permit?')
    await reads(page, 'Hello, where can I extend')
    await replies(page, 'At the migration office. When does your permit end?')
    await reads(farid.page, 'When does your permit end?', 'consultant')
    await farid.page.getByTestId('their-words').fill('در دفتر مهاجرت. اقامت شما چه وقت')
    await drawn(farid.page, 'interpreter')
    await interprets('در دفتر مهاجرت. اقامت شما چه وقت تمام می‌شود؟')
    await reads(page, 'تمام می‌شود', 'consultant')
    await says(person.page, 'در ماه جون.')
    await (await reads(page, 'جون', 'person')).getByTestId('awaiting').waitFor()
    await page.getByTestId('tab-mine').click()
    await page.getByTestId('reply').fill('Then please apply now.')
    await drawn(page, 'interpreted')
    await interprets('In June.')
    await reads(page, 'In June.', 'person')
  })

  it('show how an answer is found, a case passed on, put off and closed', async () => {
    const { page } = anna
    await page.getByTestId('reply').fill('/permit')
    await page.getByTestId('answers-option').nth(1).waitFor()
    await drawn(page, 'answers')
    await page.getByTestId('reply').fill('')
    await page.setViewportSize({ width: 1040, height: 760 })
    await page.waitForTimeout(500)
    await page.getByTestId('transfer').click()
    await page.getByTestId('to').selectOption({ label: 'Ilze (here, 0 in hand)' })
    await page.getByTestId('note').fill('He needs a time at the office on Monday.')
    await drawn(page, 'pass-on')
    await page.keyboard.press('Escape')
    await page.getByTestId('sleep').click()
    await page.locator('#sleep-until').fill('2026-11-26T09:00')
    await page.getByTestId('sleep-confirm').focus()
    await drawn(page, 'put-off')
    await page.keyboard.press('Escape')
    await page.getByTestId('close').click()
    await page.getByTestId('tags-permits').check()
    await drawn(page, 'close')
    await page.getByTestId('close-confirm').click()
    await page.locator('[data-testid=mark][data-key=closed]').waitFor()
    await page.locator('.empty').first().waitFor()
    await page.keyboard.press('Shift+Slash')
    await page.locator('.dialog .keys').waitFor()
    await drawn(page, 'keys')
  })

  it('show the report', async () => {
    await ilze.page.goto(`${stage.url}/console#/report`)
    await ilze.page.getByTestId('this-month').click()
    await ilze.page.getByTestId('table-language').waitFor()
    await drawn(ilze.page, 'report')
  })
})
