import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { replies, rowWith, waitingPerson } from './moves.ts'
import { openStage, type Stage } from './stage.ts'

interface Shown {
  readonly title: string
  readonly [detail: string]: unknown
}

/** From now on the page notes which tones it plays; they are played as well. */
const listen = (page: Page) =>
  page.evaluate(`{
    window.tones = []
    const { start } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function (at) {
      tones.push(this.frequency.value)
      start.call(this, at)
    }
  }`)

/** How often the tune of danger was begun since the last call: high, low, high. */
const rung = (page: Page): Promise<number> =>
  page.evaluate<number>(`tones.splice(0).filter((pitch) => pitch === 880).length / 2`)

inBrowser('being called', () => {
  let stage: Stage
  let anna: Page
  let ilze: Page
  /** Longer than the consoles pause between two rings. Their clocks are put forward: nobody has to sit through it. */
  const rungARoundLater = async (page: Page): Promise<number> => {
    await page.clock.fastForward(9_000)
    await page.waitForTimeout(300)
    return rung(page)
  }

  beforeAll(async () => {
    stage = await openStage()
    anna = (await stage.consultant('anna')).page
    ilze = (await stage.consultant('ilze')).page
    for (const page of [anna, ilze]) {
      await page.clock.install()
      await page.reload()
      await page.getByTestId('tab-waiting').click()
      await listen(page)
    }
  })
  afterAll(() => stage?.close())

  it('danger rings in every open console, again and again, until somebody takes it', async () => {
    await rowWith(anna, 'Danger')
    for (let again = 0; again < 2; again++) {
      // A browser lets a page sound a little after the first touch: the first round may be a silent one.
      for (const page of [anna, ilze])
        await expect.poll(() => rungARoundLater(page), { timeout: 10_000 }).toBeGreaterThanOrEqual(1)
    }
    await (await rowWith(anna, 'Danger')).click()
    await anna.getByTestId('claim').click()
    await ilze.getByTestId('case').filter({ hasText: 'Danger' }).waitFor({ state: 'detached' })
    for (const page of [anna, ilze]) await rung(page)
    for (let again = 0; again < 2; again++) for (const page of [anna, ilze]) expect(await rungARoundLater(page)).toBe(0)
  })

  it('a console whose sound is off is silent', async () => {
    await anna.locator('.bar button[aria-pressed]', { hasText: 'Sound' }).click()
    await waitingPerson(stage, 'I want to die')
    await rowWith(anna, 'I want to die')
    await expect.poll(() => ilze.evaluate('tones.includes(880)')).toBe(true)
    expect(await rung(anna)).toBe(0)
  })

  it('a notification says that something waits, and never a word, a number or a language of the talk', async () => {
    await ilze.evaluate(`{
      window.shown = []
      window.Notification = class {
        static permission = 'granted'
        constructor(title, details) { shown.push({ title, ...details }) }
      }
      Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })
    }`)
    const send = await waitingPerson(stage, 'My secret is a cat')
    await rowWith(ilze, 'My secret is a cat')
    await expect.poll(() => ilze.evaluate('shown.length')).toBeGreaterThan(0)
    await send('They will kill me')
    await expect.poll(() => ilze.evaluate(`shown.some(({ title }) => title.includes('danger'))`)).toBe(true)
    const shown = await ilze.evaluate<readonly Shown[]>('shown')
    for (const one of shown) {
      expect(Object.keys(one).toSorted()).toEqual(['tag', 'title'])
      expect(['A new case waits', 'Somebody may be in danger']).toContain(one.title)
    }
  })

  it('nothing is shown for a page that somebody looks at', async () => {
    await ilze.evaluate(`Object.defineProperty(document, 'hidden', { get: () => false }), shown.splice(0)`)
    await waitingPerson(stage, 'Another question')
    await rowWith(ilze, 'Another question')
    await ilze.waitForTimeout(300)
    expect(await ilze.evaluate('shown')).toEqual([])
  })

  it('the messages without a reply are counted in the row, and the count goes with the reply', async () => {
    const send = await waitingPerson(stage, 'Count what I write')
    const row = await rowWith(anna, 'Count what I write')
    const count = row.getByTestId('unanswered')
    const before = (await count.count()) > 0 ? Number(await count.innerText()) : 0
    await send('One more')
    await count.getByText(String(before + 1), { exact: true }).waitFor()
    await send('And another one')
    await count.getByText(String(before + 2), { exact: true }).waitFor()
    await row.click()
    await anna.getByTestId('claim').click()
    await anna.getByTestId('tab-mine').click()
    await count.getByText(String(before + 2), { exact: true }).waitFor()
    await replies(anna, 'I am here')
    await count.waitFor({ state: 'detached' })
    await send('Good')
    await count.getByText('1', { exact: true }).waitFor()
  })

  it('the title counts who waits for anybody and who waits for me, and nobody else', async () => {
    const waiting = Number(await anna.getByTestId('tab-waiting').locator('.count').innerText())
    const forMe = await anna.getByTestId('case').filter({ hasText: 'the person waits for an answer' }).count()
    expect(forMe).toBeGreaterThan(0)
    await expect.poll(() => anna.title()).toBe(`(${waiting + forMe}) Tilts: consultants`)
    await (await rowWith(anna, 'Count what I write')).click()
    await replies(anna, 'Good indeed')
    await expect.poll(() => anna.title()).toBe(`(${waiting + forMe - 1}) Tilts: consultants`)
  })

  it('the queue begins with danger, then comes who has waited longest', async () => {
    await anna.getByTestId('tab-waiting').click()
    const rows = await anna.getByTestId('case').allInnerTexts()
    const danger = rows.map((text) => text.includes('Danger'))
    expect(danger).toEqual(danger.toSorted((a, b) => Number(b) - Number(a)))
    expect(danger.filter(Boolean)).toHaveLength(2)
    const at = (text: string) => rows.findIndex((row) => row.includes(text))
    expect(at('I want to die')).toBeLessThan(at('My secret is a cat'))
    expect(at('[demo] Where do I declare')).toBeLessThan(at('Another question'))
  })
})
