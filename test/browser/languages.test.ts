import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, rowWith, says, taps } from './moves.ts'
import { arrow, sideways } from './places.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

interface Settings {
  readonly languages: readonly { readonly tag: string; readonly ownName: string }[]
}

inBrowser('finding one’s language', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage()
  })
  afterAll(() => stage?.close())

  it('every language stands there in its own script, without flags, also on the narrowest phone', async () => {
    const { page } = await stage.person({ viewport: phone })
    const settings: unknown = await (await fetch(`${stage.url}/chat/settings`)).json()
    const { languages } = settings as Settings
    expect(languages.length).toBeGreaterThanOrEqual(20)
    await page.getByTestId('speak-en').waitFor()
    for (const { tag, ownName } of languages)
      expect(await page.getByTestId(`speak-${tag}`).innerText(), tag).toBe(ownName)
    expect(await page.locator('body').innerText()).not.toMatch(/\p{Regional_Indicator}/u)
    expect(await sideways(page)).toBe(0)
    await picture(page, 'chat-languages-phone')
    await page.context().close()
  })

  it('no language makes a 360 pixel page move sideways', async () => {
    const { page } = await stage.person({ viewport: phone })
    for (const tag of ['lv', 'ta', 'ur', 'hy', 'vi']) {
      await page.getByTestId(`speak-${tag}`).last().waitFor()
      await taps(page, `speak:${tag}`)
      await page.locator(`html[lang=${tag}]`).waitFor()
      await page.locator(`.entry.bot .words[lang=${tag}]`).last().waitFor()
      expect(await sideways(page), tag).toBe(0)
      await picture(page, `chat-${tag}-phone`)
      await page.getByTestId('language').click()
      await page.getByTestId('speak-lv').last().waitFor()
    }
    await page.context().close()
  })

  it('whoever chooses and writes Dari is answered in Dari, gets an interpreter, and the console says so', async () => {
    const anna = await stage.consultant('anna')
    const { page } = await stage.person({ viewport: phone })
    const question = 'سلام، من در شفاخانه استم و با داکتر گپ زده نمی‌توانم، ترجمان کار دارم'
    await taps(page, 'speak:prs')
    await page.locator('html[lang=prs][dir=rtl]').waitFor()
    await reads(page, 'ترجمان رایگان', 'bot')
    await page.locator('[data-act=interpreter]').waitFor()
    expect(await arrow(page)).toBe('to the left')
    await says(page, question)
    await page.locator('[data-act=consent-yes]').waitFor()
    await taps(page, 'consent-yes')
    const row = await rowWith(anna.page, question)
    expect(await row.innerText()).toMatch(/Dari[\s\S]*interpreter wanted/)
    await picture(page, 'chat-prs-phone')
    await row.click()
    await anna.page.locator('.head').getByText('(prs)').waitFor()
    for (const one of [page, anna.page]) await one.context().close()
  })

  it('whoever only writes Dari, chooses nothing, is answered in Dari', async () => {
    const { page } = await stage.person({ viewport: phone })
    await page.getByTestId('speak-prs').waitFor()
    await says(page, 'سلام، من در شفاخانه استم و با داکتر گپ زده نمی‌توانم')
    await page.locator('html[lang=prs][dir=rtl]').waitFor()
    await page.locator('[data-act=interpreter]').waitFor()
  })
})

inBrowser('coming back', () => {
  let stage: Stage
  let person: Window
  beforeAll(async () => {
    stage = await openStage()
    person = await stage.person({ viewport: phone })
  })
  afterAll(() => stage?.close())

  it('after a reload language and talk are there, once each, and an old button still works', async () => {
    const { page } = person
    await taps(page, 'speak:ru')
    await page.locator('[data-act^="area:"]').first().waitFor()
    await says(page, 'Как получить разрешение на работу?')
    await reads(page, 'Право на работу записано', 'bot')
    const before = await page.getByTestId('line').allInnerTexts()
    await page.reload()
    await page.locator('html[lang=ru]').waitFor()
    await reads(page, 'Право на работу записано', 'bot')
    expect(await page.getByTestId('line').allInnerTexts()).toEqual(before)
    await page.locator('[data-act^="area:"]').first().click()
    await reads(page, /выберите вопрос/i, 'bot')
    expect(await page.getByTestId('line').count()).toBe(before.length + 2)
  })

  it('a second window of the same browser shows the same talk', async () => {
    const second = await person.page.context().newPage()
    await second.goto(stage.url)
    await reads(second, 'Право на работу записано', 'bot')
    expect(await second.getByTestId('line').allInnerTexts()).toEqual(
      await person.page.getByTestId('line').allInnerTexts(),
    )
  })
})
