import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, rowWith, says, taps } from './moves.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

const long = 'I have thought about this for a long time and here is what I can say. '.repeat(143).slice(0, 10_000)

inBrowser('words that were begun', () => {
  let stage: Stage
  let person: Window
  let anna: Window
  let farid: Window
  beforeAll(async () => {
    stage = await openStage()
    person = await stage.person({ viewport: phone })
    anna = await stage.consultant('anna')
    farid = await stage.consultant('farid', { viewport: phone })
    await taps(person.page, 'speak:prs')
    await says(person.page, 'سلام، من سوال دارم')
    await taps(person.page, 'consent-yes')
    await (await rowWith(anna.page, 'سلام، من سوال دارم')).click()
    await anna.page.getByTestId('claim').click()
    await farid.page.getByTestId('their-case').click()
    await farid.page.getByTestId('accept').click()
    await farid.page.getByTestId('their-words').waitFor()
    await anna.page.getByTestId('reply-send').getByText('To Farid').waitFor()
  })
  afterAll(() => stage?.close())

  it('are there after a reload: a reply, a note and a remark each in its place, and the interpreter’s', async () => {
    const { page } = anna
    for (const mode of ['note', 'remark', 'reply']) {
      await page.getByTestId(`mode-${mode}`).click()
      await page.getByTestId('reply').fill(`Begun as a ${mode}`)
    }
    await farid.page.getByTestId('their-words').fill('Begun by the interpreter')
    await farid.page.getByTestId('their-remark').click()
    await farid.page.getByTestId('their-words').fill('Begun as a remark of theirs')
    await Promise.all([page.reload(), farid.page.reload()])
    for (const mode of ['note', 'remark', 'reply']) {
      await page.getByTestId(`mode-${mode}`).click()
      await expect.poll(() => page.getByTestId('reply').inputValue()).toBe(`Begun as a ${mode}`)
    }
    await expect.poll(() => farid.page.getByTestId('their-words').inputValue()).toBe('Begun by the interpreter')
    await farid.page.getByTestId('their-remark').click()
    expect(await farid.page.getByTestId('their-words').inputValue()).toBe('Begun as a remark of theirs')
    await farid.page.getByTestId('their-interpretation').click()
  })

  it('and never arrived are there after a reload, too', async () => {
    const { page } = anna
    await page.getByTestId('reply').fill('On its way when the line broke')
    await page.route('**/messages', (route) => route.abort())
    await page.getByTestId('reply-send').click()
    await page.getByTestId('retry').waitFor()
    await page.unroute('**/messages')
    await page.reload()
    await page.getByTestId('reply').waitFor()
    await expect.poll(() => page.getByTestId('reply').inputValue()).toBe('On its way when the line broke')
  })

  it('of 10,000 characters stay whole: a sentence says how many are too many, and sends as soon as they fit', async () => {
    for (const [page, field, send] of [
      [anna.page, 'reply', 'reply-send'],
      [farid.page, 'their-words', 'their-send'],
    ] as const) {
      await page.getByTestId(field).fill(long)
      expect(await page.getByTestId(field).inputValue()).toBe(long)
      await page
        .getByTestId('too-long')
        .getByText(`this is ${long.trim().length - 4000} too long`)
        .waitFor()
      expect(await page.getByTestId(send).isDisabled()).toBe(true)
      await picture(page, `too-long-${field}`)
      await page.getByTestId(field).fill(long.slice(0, 4000))
      await page.getByTestId('too-long').waitFor({ state: 'detached' })
      await page.getByTestId(send).click()
      await expect.poll(() => page.getByTestId(field).inputValue()).toBe('')
    }
    await reads(anna.page, long.slice(0, 60), 'person')
  })

  it('of 10,000 characters by a person arrive in parts, cut between words, nothing missing', async () => {
    const theirs = `${long.slice(0, 9_980)} and that is all.`
    await says(person.page, theirs)
    await reads(anna.page, 'and that is all.', 'person')
    const parts = await anna.page.locator('[data-testid=line][data-from=person] .words').allInnerTexts()
    expect(parts.slice(-3).join(' ') === theirs).toBe(true)
  })

  it('as a remark stay one when the interpreter leaves: they never become a message', async () => {
    await anna.page.getByTestId('mode-remark').click()
    await anna.page.getByTestId('reply').fill('Between us')
    await farid.page.getByTestId('leave').click()
    await farid.page.getByTestId('leave-done').click()
    await anna.page.getByText('Your words stay here until somebody interprets again.').waitFor()
    await anna.page.getByTestId('reply').pressSequentially(' two')
    await anna.page.getByTestId('reply').press('Control+Enter')
    expect(await anna.page.getByTestId('reply').inputValue()).toBe('Between us two')
    expect(await anna.page.getByTestId('reply-send').isDisabled()).toBe(true)
    expect(await anna.page.getByTestId('send-as-typed').count()).toBe(0)
    await anna.page.getByTestId('mode-reply').click()
    expect(await anna.page.getByTestId('reply').inputValue()).toBe('')
  })
})
