import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, replies, rowWith, says, taps, waitingPerson } from './moves.ts'
import { payloads } from './payloads.ts'
import { openStage, picture, type Stage, type Window } from './stage.ts'

inBrowser('words that want to be a program', () => {
  let stage: Stage
  let person: Window
  let anna: Window
  beforeAll(async () => {
    stage = await openStage()
    person = await stage.person()
    anna = await stage.consultant('anna')
    await taps(person.page, 'speak:en')
    await reads(person.page, 'Choose a topic')
    await says(person.page, 'Words with <b>markup</b> in the question')
    await reads(person.page, 'Words with <b>markup</b> in the question', 'person')
    await taps(person.page, 'human')
    await reads(person.page, 'Is this OK?', 'bot')
    await taps(person.page, 'consent-yes')
    await (await rowWith(anna.page, '<b>markup</b>')).click()
    await anna.page.getByTestId('claim').click()
    await reads(person.page, 'You are now talking to Anna')
  })
  afterAll(() => stage?.close())

  it(`${payloads.length} hostile lines of a person are shown as they were written, on both sides`, async () => {
    // Some as messages of their own, the rest as the lines of one.
    for (const words of payloads.slice(0, 6)) await says(person.page, words)
    await says(person.page, payloads.slice(6).join('\n'))
    await says(person.page, 'the end of it')
    await reads(anna.page, 'the end of it', 'person')
    for (const { page } of [person, anna]) {
      const shown = await page.locator('[data-from=person] .words').allInnerTexts()
      for (const words of payloads) expect(shown).toContain(words)
    }
    await picture(anna.page, 'console-hostile')
  })

  it('the same words from a consultant, and in a note, are only words', async () => {
    await replies(anna.page, payloads.join('\n'))
    await anna.page.getByTestId('mode-note').click()
    await replies(anna.page, payloads.join('\n'))
    await anna.page.locator('[data-testid=line][data-from=note]').waitFor()
    await anna.page.getByTestId('mode-reply').click()
    await replies(anna.page, 'and that was all')
    await reads(person.page, 'and that was all', 'consultant')
    const shown = await person.page.locator('[data-from=consultant] .words').allInnerTexts()
    for (const words of payloads) expect(shown).toContain(words)
  })

  it('the same words as the label of a button and as the question in the queue are only words', async () => {
    const send = await waitingPerson(stage, payloads.slice(0, 8).join(' '))
    for (const words of payloads) await send(words, 'help')
    await (await rowWith(anna.page, payloads[0] ?? '')).click()
    await anna.page.getByTestId('claim').click()
    await reads(anna.page, payloads.at(-1) ?? '', 'person')
  })

  it('nothing of it ran: no dialog, no error, no foreign element, no address asked for', async () => {
    for (const { page, seen } of [person, anna]) {
      expect(await page.evaluate('window.ran ?? null')).toBeNull()
      const elements = '.words :not(a, bdi), .question *, blockquote p *, script:not([src]), iframe, object, embed, img'
      expect(await page.locator(elements).count()).toBe(0)
      const addresses = await page.evaluate<string[]>(`[...document.links].map((one) => one.protocol)`)
      for (const protocol of addresses) expect(['https:', 'tel:', 'http:']).toContain(protocol)
      expect(await page.locator('.words a[href^="javascript"], .words a[href^="data"]').count()).toBe(0)
      expect(seen.trouble.filter((one) => !one.includes('401'))).toEqual([])
      expect(seen.outside).toEqual([])
      expect(seen.loads).toBe(1)
    }
  })
})
