import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { barriers } from './barriers.ts'
import { inBrowser } from './chromium.ts'
import { reads, replies, rowWith, says, taps } from './moves.ts'
import { sideways } from './places.ts'
import { desktop, openStage, phone, picture, type Stage } from './stage.ts'

async function everyLook(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const [size, viewport] of Object.entries({ phone, desktop })) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await picture(page, `look-${name}-${size}-${colorScheme}`)
      for (const barrier of await barriers(page)) found.push(`${size}, ${colorScheme}: ${barrier}`)
      if ((await page.locator('.below').count()) > 0) found.push(`${size}: turned, the page has lost its place`)
      if ((await sideways(page)) > 0) found.push(`${size}: the page moves sideways`)
    }
  }
  return found
}

inBrowser('pages for everybody, on a phone and a desk, by day and by night', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  it.each([
    ['en', 'How do I get a work permit?'],
    ['ar', 'أريد أن أجدد إقامتي في لاتفيا'],
  ])('the chat in %s has no serious barrier', async (tag, question) => {
    const { page } = await stage.person()
    await page.getByTestId('speak-en').waitFor()
    expect(await everyLook(page, `chat-${tag}-first`)).toEqual([])
    await taps(page, `speak:${tag}`)
    await page.locator(`.entry.bot .words[lang=${tag}]`).last().waitFor()
    await says(page, question)
    await page.locator('[data-act^="good:"], [data-act=consent-yes]').first().waitFor()
    expect(await everyLook(page, `chat-${tag}`)).toEqual([])
    if (tag === 'ar') await taps(page, 'consent-yes')
  })

  it('the console has no serious barrier: sign-in, queue, case, dialog', async () => {
    const { page } = await stage.consultant('anna')
    await rowWith(page, /Arabic/)
    expect(await everyLook(page, 'console-queue')).toEqual([])
    await (await rowWith(page, /Arabic/)).click()
    await page.getByTestId('claim').click()
    await replies(page, 'Good evening +371 25 565 098')
    await reads(page, 'Good evening', 'consultant')
    await page.getByTestId('mode-note').click()
    await replies(page, 'has a lawyer already')
    await page.locator('[data-from=note]').waitFor()
    await page.getByTestId('mode-reply').click()
    expect(await everyLook(page, 'console-case')).toEqual([])
    await page.getByTestId('close').click()
    await page.getByTestId('close-confirm').waitFor()
    expect(await everyLook(page, 'console-closing')).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByTestId('sign-out').click()
    await page.getByTestId('sign-in').waitFor()
    expect(await everyLook(page, 'console-sign-in')).toEqual([])
  })
})
