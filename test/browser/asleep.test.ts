import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, replies, rowWith, says, taps } from './moves.ts'
import { openStage, phone, type Stage, type Window } from './stage.ts'

const minute = 60_000
const day = 24 * 60 * minute
const realNow = Date.now.bind(Date)
let later = 0

const said = async (page: Page): Promise<readonly string[]> =>
  (await page.getByTestId('line').locator('.words').allInnerTexts()).filter((text) =>
    /^(?:Evening|Night|Day)/.test(text),
  )

inBrowser('a computer that was shut for a day', () => {
  let stage: Stage
  let person: Window
  let anna: Window
  beforeAll(async () => {
    // The server's clock can be put forward; each page keeps its own, as that of a sleeping computer stands.
    vi.spyOn(Date, 'now').mockImplementation(() => realNow() + later)
    stage = await openStage()
    person = await stage.person({ viewport: phone })
    anna = await stage.consultant('anna')
    await taps(person.page, 'speak:en')
    await reads(person.page, 'Choose a topic')
    await taps(person.page, 'human')
    await reads(person.page, 'Is this OK?', 'bot')
    await taps(person.page, 'consent-yes')
    await says(person.page, 'Evening: is anybody there?')
    await (await rowWith(anna.page, 'web chat')).click()
    await anna.page.getByTestId('claim').click()
    await reads(person.page, 'You are now talking to Anna')
    await replies(anna.page, 'Evening: yes, I am.')
    await reads(person.page, 'Evening: yes, I am.', 'consultant')
    await reads(anna.page, 'Evening: yes, I am.', 'consultant')
  })
  afterAll(async () => {
    await stage?.close()
    vi.restoreAllMocks()
  })

  it('asleep, it holds up nobody: the person writes, and the case goes back to the queue', async () => {
    await anna.page.getByTestId('reply').fill('Day: I was about to say')
    await anna.page.context().setOffline(true)
    later = day
    await says(person.page, 'Night: are you still there?')
    await reads(person.page, 'Night: are you still there?', 'person')
    // Asked whether they are still there first, as if they had only gone for coffee.
    for (const wait of [4, 4]) {
      await person.page.waitForTimeout(1500)
      later += wait * minute
    }
    await reads(person.page, 'Your consultant had to leave.', 'bot')
  })

  it('woken, it asks who is there; then everything stands there once, in order, with the words that were begun', async () => {
    await anna.page.context().setOffline(false)
    await anna.page.locator('[data-testid=demo-login][data-login=anna]').click()
    await reads(anna.page, 'Night: are you still there?', 'person')
    expect(await said(anna.page)).toEqual([
      'Evening: is anybody there?',
      'Evening: yes, I am.',
      'Night: are you still there?',
    ])
    expect(await anna.page.getByTestId('reply').inputValue()).toBe('Day: I was about to say')
    expect(await anna.page.getByTestId('reply-send').isDisabled()).toBe(true)
    await anna.page.locator('[data-key=taken-back], [data-key=vanished]').first().waitFor()
    await anna.page.getByTestId('claim').click()
    await anna.page.getByTestId('close').waitFor()
    await anna.page.getByTestId('reply').press('Control+Enter')
    await reads(person.page, 'Day: I was about to say', 'consultant')
    expect(anna.seen.loads).toBe(1)
  })

  it('a person’s telephone that slept reads what was said meanwhile, once and in order', async () => {
    await person.page.context().setOffline(true)
    for (const words of ['Day: one', 'Day: two']) {
      await replies(anna.page, words)
      await reads(anna.page, words, 'consultant')
    }
    later += 5 * minute
    await person.page.context().setOffline(false)
    await reads(person.page, 'Day: two', 'consultant')
    expect((await said(person.page)).slice(-3)).toEqual(['Day: I was about to say', 'Day: one', 'Day: two'])
    expect(person.seen.loads).toBe(1)
  })
})
