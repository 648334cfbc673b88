import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, rowWith, says, taps } from './moves.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

inBrowser('the server is away for some seconds', () => {
  let stage: Stage
  let person: Window
  let anna: Window
  beforeAll(async () => {
    stage = await openStage()
    person = await stage.person({ viewport: phone })
    anna = await stage.consultant('anna')
    await taps(person.page, 'speak:en')
    await reads(person.page, 'Choose a topic')
    await taps(person.page, 'human')
    await reads(person.page, 'Is this OK?', 'bot')
    await taps(person.page, 'consent-yes')
    await says(person.page, 'Before the storm')
    await (await rowWith(anna.page, /webchat|web chat/)).click()
    await anna.page.getByTestId('claim').click()
    await reads(person.page, 'You are now talking to Anna')
    await stage.stopServer()
  })
  afterAll(() => stage?.close())

  it('both pages say that there is no connection, and keep what was there on the screen', async () => {
    await person.page.locator('.notice.offline').waitFor()
    await anna.page.getByTestId('reconnecting').waitFor()
    await reads(person.page, 'Before the storm', 'person')
    await reads(anna.page, 'Before the storm', 'person')
  })

  it('what is written meanwhile stands there as not sent yet', async () => {
    for (const words of ['In the storm, one', 'In the storm, two']) await says(person.page, words)
    await anna.page.getByTestId('reply').fill('A reply in the storm')
    await anna.page.getByTestId('reply-send').click()
    const waiting = await reads(person.page, 'In the storm, one', 'person')
    await waiting.getByText('Not sent yet').waitFor()
    await anna.page.getByTestId('retry').waitFor()
    await picture(person.page, 'chat-offline-phone')
    await picture(anna.page, 'console-offline-desktop')
  })

  it('when the server is back everything arrives once, in order, and the notices go', async () => {
    await stage.startServer()
    await person.page.locator('.notice.offline').waitFor({ state: 'detached', timeout: 45_000 })
    await anna.page.getByTestId('reconnecting').waitFor({ state: 'detached', timeout: 45_000 })
    await reads(anna.page, 'In the storm, two', 'person')
    await anna.page.getByTestId('retry').click()
    await reads(person.page, 'A reply in the storm', 'consultant')
    await anna.page.getByTestId('retry').waitFor({ state: 'detached' })
    const said = async ({ page }: Window): Promise<string[]> =>
      (await page.getByTestId('line').locator('.words').allInnerTexts()).filter((text) => / storm/.test(text))
    const all = ['Before the storm', 'In the storm, one', 'In the storm, two', 'A reply in the storm']
    expect(await said(person)).toEqual(all)
    expect(await said(anna)).toEqual(all)
    expect([person.seen.loads, anna.seen.loads]).toEqual([1, 1])
  })
})
