import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { choices, closes, reads, replies, rowWith, says, taps } from './moves.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

inBrowser('a whole talk, from the first word to the rating', () => {
  let stage: Stage
  let person: Window
  let anna: Window
  beforeAll(async () => {
    stage = await openStage()
    person = await stage.person({ viewport: phone })
    anna = await stage.consultant('anna')
  })
  afterAll(() => stage?.close())

  it('whoever is not understood twice is offered a person, and asked before anything is kept', async () => {
    const { page } = person
    await taps(page, 'speak:en')
    await reads(page, 'Choose a topic')
    await picture(page, 'chat-en-menu-phone')
    await says(page, 'qwrt zxcv plmk')
    await reads(page, 'Try to write it in other words', 'bot')
    await says(page, 'How do I bnmx the hjkl?')
    await reads(page, 'Shall I ask a person?', 'bot')
    expect((await choices(page)).join()).toContain('Talk to a person')
    await taps(page, 'human')
    await reads(page, /we save your messages for 30 days/, 'bot')
    await picture(page, 'chat-en-consent-phone')
    await taps(page, 'consent-yes')
    await reads(page, /A person will answer/)
  })

  it('a consultant who looks at the queue sees the new case by itself', async () => {
    const row = await rowWith(anna.page, 'How do I bnmx the hjkl?')
    expect(await row.innerText()).toContain('English')
    await picture(anna.page, 'console-queue-desktop')
  })

  it('the case shows the question, what the robot tried and how sure it was', async () => {
    const { page } = anna
    await (await rowWith(page, 'How do I bnmx the hjkl?')).click()
    await reads(page, 'qwrt zxcv plmk', 'person')
    await reads(page, 'Shall I ask a person?', 'bot')
    const trail = page.getByTestId('trail')
    expect(await trail.getByText('did not know').count()).toBeGreaterThanOrEqual(2)
    expect(await trail.locator('meter').count()).toBeGreaterThanOrEqual(2)
    expect(await trail.innerText()).toMatch(/\d+\s?%/)
    expect(await page.getByTestId('reply-send').isDisabled()).toBe(true)
  })

  it('taken, the person reads who it is; then both read each other at once', async () => {
    await anna.page.getByTestId('claim').click()
    await reads(person.page, /You are now talking to Anna/)
    await replies(anna.page, 'Good evening! What would you like to bnmx?')
    await reads(person.page, 'What would you like to bnmx?', 'consultant')
    await says(person.page, 'The hjkl of my landlord, please.')
    await reads(anna.page, 'The hjkl of my landlord', 'person')
    await picture(person.page, 'chat-en-consultant-phone')
    await picture(anna.page, 'console-case-desktop')
    expect(await anna.page.locator('[data-testid=delivery][data-state=failed]').count()).toBe(0)
  })

  it('closed, the person rates with one tap, and the console shows both', async () => {
    const { page } = anna
    await closes(page)
    await reads(person.page, 'This talk is finished')
    await taps(person.page, 'rate:good')
    await reads(person.page, 'Your answer helps us')
    await page.locator('[data-testid=mark][data-key=closed]').waitFor()
    await page.getByText('we helped').first().waitFor()
    await page.getByTestId('tab-closed').click()
    await rowWith(page, 'How do I bnmx the hjkl?')
    await picture(person.page, 'chat-en-rated-phone')
    await picture(page, 'console-closed-desktop')
  })

  it('in all of it nothing was reloaded, nothing failed and nothing was asked of other computers', () => {
    for (const { seen } of [person, anna]) {
      expect(seen.loads).toBe(1)
      expect(seen.outside).toEqual([])
      // The console asks who is signed in before anybody is: that 401 is the question's answer.
      expect(seen.trouble.filter((one) => !one.includes('401'))).toEqual([])
    }
  })
})
