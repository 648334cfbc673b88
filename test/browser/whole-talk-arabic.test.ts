import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { closes, reads, replies, rowWith, says, taps } from './moves.ts'
import { arrow, directionOf, leftToRight, placesIn, placesOf, sideways } from './places.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

const question = 'أريد أن أجدد إقامتي في لاتفيا، ماذا أفعل؟'

inBrowser('a whole talk in Arabic', () => {
  let stage: Stage
  let person: Window
  let anna: Window
  beforeAll(async () => {
    stage = await openStage()
    person = await stage.person({ viewport: phone })
    anna = await stage.consultant('anna')
  })
  afterAll(() => stage?.close())

  it('whoever chooses العربية has a page that runs from right to left', async () => {
    const { page } = person
    await taps(page, 'speak:ar')
    await reads(page, 'مركز المعلومات للمهاجرين')
    await page.locator('html[dir=rtl][lang=ar]').waitFor()
    const send = await page.getByTestId('send').boundingBox()
    const field = await page.getByTestId('composer').boundingBox()
    expect(send?.x).toBeLessThan(field?.x ?? 0)
    expect(await arrow(page)).toBe('to the left')
    expect(await sideways(page)).toBe(0)
    await picture(page, 'chat-ar-hello-phone')
  })

  it('written in Arabic, the question goes to people with an interpreter, after a yes', async () => {
    const { page } = person
    await says(page, question)
    await reads(page, question, 'person')
    await page.locator('[data-act=consent-yes]').last().waitFor()
    await taps(page, 'consent-yes')
    await reads(page, 'نبحث عن مترجم')
    await picture(page, 'chat-ar-waiting-phone')
  })

  it('the console says that an interpreter is wanted, in the queue and in the case', async () => {
    const { page } = anna
    const row = await rowWith(page, question)
    expect(await row.innerText()).toMatch(/Arabic[\s\S]*interpreter wanted/)
    await row.click()
    await page.locator('.head').getByText('interpreter wanted').waitFor()
    await page.getByTestId('claim').click()
    await reads(person.page, 'Anna')
  })

  it('an English line keeps its question mark at its right end, on both sides', async () => {
    const line = 'Can you come to our office on Monday?'
    await replies(anna.page, line)
    await reads(person.page, line, 'consultant')
    await says(person.page, 'OK, is 10:30 fine?')
    await reads(anna.page, 'OK, is 10:30 fine?', 'person')
    for (const { page } of [person, anna]) {
      for (const said of [line, 'OK, is 10:30 fine?']) {
        const places = await placesOf(page, said)
        const mark = places.at(-1)
        const itsLine = places.filter((one) => Math.abs(one.top - (mark?.top ?? 0)) < 4)
        expect(mark?.sign).toBe('?')
        expect(mark?.right).toBe(Math.max(...itsLine.map((one) => one.right)))
      }
    }
  })

  it('the question stands from right to left beside what runs the other way: in the queue, and beside the talk', async () => {
    const { page } = anna
    await page.getByTestId('tab-mine').click()
    const row = await rowWith(page, question)
    for (const words of [row.locator('.question'), page.locator('.about blockquote .words').first()]) {
      expect(await words.innerText()).toContain(question)
      expect(await directionOf(words)).toBe('rtl')
    }
    expect(await directionOf(row.locator('.number'))).toBe('ltr')
    expect(await directionOf(page.getByTestId('trail'))).toBe('ltr')
    await page.getByTestId('reply').fill('مرحبا')
    expect(await directionOf(page.getByTestId('reply'))).toBe('rtl')
    await page.getByTestId('reply').fill('')
    await page.getByTestId('tab-waiting').click()
  })

  it('an Arabic line keeps its question mark at its left end', async () => {
    const places = await placesOf(person.page, question)
    const mark = places.at(-1)
    const itsLine = places.filter((one) => Math.abs(one.top - (mark?.top ?? 0)) < 6)
    expect([mark?.sign, mark?.left]).toEqual(['؟', Math.min(...itsLine.map((one) => one.left))])
  })

  it('a phone number reads from left to right and can be called, in the middle of Arabic and of English', async () => {
    const lines = ['اتصل بالرقم +371 25 565 098 من فضلك', 'Please call +371 25 565 098 today']
    for (const line of lines) {
      await replies(anna.page, line)
      await reads(person.page, line, 'consultant')
      for (const { page } of [person, anna]) {
        await reads(page, line)
        expect(leftToRight(placesIn(await placesOf(page, line), '+371 25 565 098'))).toBe(true)
      }
    }
    expect(await person.page.locator('a[href="tel:+37125565098"]').count()).toBeGreaterThanOrEqual(2)
    await picture(person.page, 'chat-ar-consultant-phone')
    await picture(anna.page, 'console-ar-case-desktop')
  })

  it('closed and rated like every other talk, nothing reloaded', async () => {
    await closes(anna.page)
    await taps(person.page, 'rate:good')
    await anna.page.getByText('we helped').waitFor()
    expect([person.seen.loads, anna.seen.loads]).toEqual([1, 1])
    expect(await sideways(person.page)).toBe(0)
    await person.page.setViewportSize({ width: 1100, height: 800 })
    await picture(person.page, 'chat-ar-desktop')
  })
})
