import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './chromium.ts'
import { reads, replies, rowWith, says, taps } from './moves.ts'
import { type Overheard, overhear } from './overhearing.ts'
import { sideways } from './places.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

const question = 'سلام، من کجا می‌توانم اقامت خود را تمدید کنم؟'
const asked = 'Hello, where can I extend my residence permit?'
const advice = 'At the migration office in Riga. When does your permit end?'
const given = 'در دفتر مهاجرت در ریگا. اقامت شما چه وقت تمام می‌شود؟'
const promise = 'I will book a time for you on Monday.'
const promised = 'من برای شما روز دوشنبه وقت می‌گیرم.'

inBrowser('a person, a consultant and an interpreter', () => {
  let stage: Stage
  let person: Window
  let anna: Window
  let ilze: Window
  let farid: Window
  let toFarid: Overheard
  /** What the case is called among consultants: nobody else may learn it. */
  let ours = ''

  beforeAll(async () => {
    stage = await openStage()
    person = await stage.person({ viewport: phone })
    anna = await stage.consultant('anna')
    farid = await stage.consultant('farid', { viewport: phone })
    toFarid = await overhear(farid.page, stage.url)
    // Counts the sounds that the page makes.
    await farid.page.evaluate(`{
      window.rung = 0
      const made = AudioContext.prototype.createOscillator
      AudioContext.prototype.createOscillator = function () { window.rung += 1; return made.call(this) }
    }`)
  })
  afterAll(async () => {
    toFarid?.stop()
    await stage?.close()
  })

  /** What the interpreter writes for whatever waits. */
  async function interprets(text: string): Promise<void> {
    await farid.page.getByTestId('their-words').fill(text)
    await farid.page.getByTestId('their-send').click()
    await expect.poll(() => farid.page.getByTestId('their-words').inputValue()).toBe('')
  }

  async function accepts(): Promise<void> {
    await farid.page.getByTestId('their-case').click()
    await farid.page.getByTestId('accept').click()
    await farid.page.getByTestId('their-words').waitFor()
  }

  it('whoever asks in Dari is asked before anything is kept, and told that an interpreter is looked for', async () => {
    const { page } = person
    await taps(page, 'speak:prs')
    await page.locator('html[dir=rtl][lang=prs]').waitFor()
    await says(page, question)
    await page.locator('[data-act=consent-yes]').last().waitFor()
    await taps(page, 'consent-yes')
    await reads(page, 'ترجمان می‌پالیم', 'bot')
    expect(await sideways(page)).toBe(0)
  })

  it('the interpreter’s page says that nobody needs them; as soon as the case is taken it calls by itself', async () => {
    await farid.page.getByTestId('nothing-to-interpret').waitFor()
    await (await rowWith(anna.page, question)).click()
    await anna.page.getByTestId('claim').click()
    await reads(person.page, 'Anna', 'bot')
    ours = decodeURIComponent(new URL(anna.page.url()).hash.replace('#/case/', ''))
    await farid.page.getByTestId('their-case').getByText('Anna asks for you').waitFor()
    await expect.poll(() => farid.page.evaluate<number>('window.rung')).toBeGreaterThan(0)
    expect(await farid.page.title()).toMatch(/^\(1\)/)
    await anna.page.locator('.head').getByText('looking for an interpreter').waitFor()
    await picture(farid.page, 'interpreter-called-phone')
  })

  it('before a yes the interpreter sees the language and who asks, no word of the talk', async () => {
    await farid.page.getByTestId('their-case').click()
    await farid.page.getByTestId('asked').getByText('Language: Dari. Consultant: Anna.').waitFor()
    expect(await farid.page.locator('body').innerText()).not.toContain('اقامت')
    await picture(farid.page, 'interpreter-asked-phone')
    await farid.page.getByTestId('accept').click()
    await farid.page.getByTestId('their-words').waitFor()
  })

  it('the person reads who interprets, in a sentence that runs from right to left although it begins with the name', async () => {
    const line = await reads(person.page, 'Farid ترجمانی می‌کند', 'bot')
    expect(await line.locator('.words').first().getAttribute('dir')).toBe('rtl')
  })

  it('the interpreter finds what was asked before they came, and nothing else of it', async () => {
    await reads(farid.page, question, 'person')
    const texts = await farid.page.locator('[data-testid=line][data-from=person] .words').allInnerTexts()
    expect(texts).toEqual([question])
    await farid.page.getByTestId('to-interpret').getByText('Anna is to read this').waitFor()
    await interprets(asked)
  })

  it('the consultant reads interpretation and original, one below the other', async () => {
    const bubble = await reads(anna.page, asked, 'person')
    expect(await bubble.locator('.words').allInnerTexts()).toEqual([asked, question])
    expect(await bubble.getByTestId('interpretation').innerText()).toContain('Farid, interpreter')
    expect(await anna.page.getByTestId('awaiting').count()).toBe(0)
  })

  it('what the consultant writes goes to the interpreter; the person reads only the interpretation', async () => {
    await anna.page.getByTestId('reply').fill(advice)
    expect(await anna.page.getByTestId('reply-send').innerText()).toContain('To Farid')
    await anna.page.getByTestId('reply-send').click()
    await (await reads(anna.page, advice, 'consultant')).getByTestId('awaiting').waitFor()
    await reads(farid.page, advice, 'consultant')
    await farid.page.getByTestId('to-interpret').getByText('The person is to read this').waitFor()
    await picture(farid.page, 'interpreter-writes-phone')
    await interprets(given)
    await reads(person.page, given, 'interpreter')
    const mine = await reads(anna.page, advice, 'consultant')
    await mine.getByTestId('interpretation').getByText(given).waitFor()
    await mine.getByTestId('awaiting').waitFor({ state: 'detached' })
    await picture(person.page, 'chat-interpreted-phone')
  })

  it('two quick messages are interpreted in one go, and both say so', async () => {
    for (const words of ['در ماه جون.', 'من پاسپورت هم دارم.']) await says(person.page, words)
    await reads(farid.page, 'پاسپورت', 'person')
    await reads(anna.page, 'پاسپورت', 'person')
    await interprets('In June. I have a passport, too.')
    const second = await reads(anna.page, 'In June. I have a passport, too.', 'person')
    await second.getByText('(2 messages)').waitFor()
    await (await reads(anna.page, 'جون', 'person')).getByText('interpreted together with what follows').waitFor()
    expect(await anna.page.getByTestId('awaiting').count()).toBe(0)
    await picture(anna.page, 'console-interpreted-desktop')
    await anna.page.setViewportSize(phone)
    expect(await sideways(anna.page)).toBe(0)
    await picture(anna.page, 'console-interpreted-phone')
    await anna.page.setViewportSize({ width: 1440, height: 900 })
  })

  it('remarks pass between consultant and interpreter; the person reads none of them', async () => {
    await farid.page.getByTestId('their-remark').click()
    await interprets('She says it very politely.')
    const aside = await reads(anna.page, 'She says it very politely.', 'interpreter')
    await aside.getByText('the person does not see it').waitFor()
    await anna.page.getByTestId('mode-remark').click()
    await replies(anna.page, 'Thank you, please ask slowly.')
    await reads(farid.page, 'Thank you, please ask slowly.', 'consultant')
    await anna.page.getByTestId('mode-reply').click()
    await farid.page.getByTestId('their-interpretation').click()
    expect(await farid.page.getByTestId('to-interpret').innerText()).toContain('Nothing waits for you')
  })

  it('an answer of the FAQ is shown before it goes; not written in Dari, it goes through the interpreter', async () => {
    await anna.page.getByTestId('reply').fill('/extend')
    await anna.page.getByTestId('answers-option').first().getByText('not in Dari').waitFor()
    expect(await anna.page.getByTestId('reply-send').isDisabled()).toBe(true)
    await anna.page.getByTestId('reply').press('Enter')
    await anna.page.getByTestId('answer-missing').getByText('Farid can give it on from: English').waitFor()
    await anna.page.getByTestId('answer-preview').getByText('permit').first().waitFor()
    await anna.page.getByTestId('answer-through').click()
    await anna.page.getByTestId('answer-preview').waitFor({ state: 'detached' })
    await farid.page.getByTestId('to-interpret').getByText('The person is to read this').waitFor()
    await interprets('درخواست تمدید را پیش از ختم اقامت بدهید.')
    await reads(person.page, 'درخواست تمدید', 'interpreter')
  })

  it('words for an interpreter who has just left are refused and stay; nothing goes past one by mistake', async () => {
    // Anna's page hears nothing of it until she has sent.
    let hear = () => {}
    const silence = new Promise<void>((done) => {
      hear = done
    })
    await anna.page.route('**/api/cases/*', async (route) => {
      if (route.request().method() === 'GET') await silence
      await route.continue()
    })
    await anna.page.getByTestId('reply').fill(promise)
    await farid.page.getByTestId('leave').click()
    await farid.page.getByTestId('leave-done').click()
    await farid.page.getByTestId('interpreting-over').waitFor()
    await anna.page.getByTestId('reply-send').click()
    await anna.page.getByTestId('problem').getByText('The interpreter has just left.').waitFor()
    expect(await anna.page.getByTestId('reply').inputValue()).toBe(promise)
    hear()
    await anna.page.getByText('Your words stay here until somebody interprets again.').waitFor()
    expect(await anna.page.getByTestId('reply-send').isDisabled()).toBe(true)
    expect(await anna.page.getByTestId('send-as-typed').isEnabled()).toBe(true)
    await anna.page.getByTestId('reply').press('Control+Enter')
    await picture(anna.page, 'console-interpreter-left-desktop')
  })

  it('asked again, the interpreter comes back, sees nothing of the time before, and the words go out through them', async () => {
    await anna.page.getByTestId('interpreter').click()
    await anna.page.getByTestId('call-confirm').click()
    await farid.page.getByTestId('their-back').click()
    await accepts()
    expect(await farid.page.locator('body').innerText()).not.toContain(given)
    await anna.page.getByTestId('reply-send').getByText('To Farid').waitFor()
    await anna.page.getByTestId('reply-send').click()
    await reads(farid.page, promise, 'consultant')
    await interprets(promised)
    await reads(person.page, promised, 'interpreter')
    expect(await person.page.getByTestId('line').filter({ hasText: promised }).count()).toBe(1)
  })

  it('offered to a colleague whose page is on another case, it stands among hers with a badge', async () => {
    ilze = await stage.consultant('ilze')
    await (await rowWith(ilze.page, '[demo] Where do I declare')).click()
    await ilze.page.getByTestId('claim').waitFor()
    await anna.page.getByTestId('transfer').click()
    await anna.page.getByTestId('to').selectOption({ label: 'Ilze (here, 0 in hand)' })
    await anna.page.getByTestId('note').fill('She needs a time on Monday.')
    await anna.page.getByTestId('transfer-confirm').click()
    await anna.page.locator('[data-testid=mark][data-key=offered]').waitFor()
    await ilze.page.getByTestId('tab-mine').getByText('1').waitFor()
    await ilze.page.getByTestId('tab-mine').click()
    const row = await rowWith(ilze.page, question)
    await row.getByTestId('row-offered').getByText('offered to you').waitFor()
    await row.click()
    await ilze.page.getByTestId('offer').getByText('Anna offers you this case.').waitFor()
    await ilze.page.getByTestId('offer').getByText('She needs a time on Monday.').waitFor()
    expect(await ilze.page.getByTestId('reply-send').isDisabled()).toBe(true)
    await picture(ilze.page, 'console-offered-desktop')
  })

  it('accepted, the case is hers with its note and its interpreter; the giver sees it, the person is told', async () => {
    await ilze.page.getByTestId('offer-accept').click()
    await ilze.page.getByTestId('close').waitFor()
    await reads(ilze.page, 'She needs a time on Monday.', 'note')
    await reads(ilze.page, asked, 'person')
    await anna.page.getByTestId('taken-by').getByText('Ilze has this case.').waitFor()
    await reads(person.page, 'Ilze', 'bot')
    await ilze.page.getByTestId('reply').fill('Monday at ten?')
    expect(await ilze.page.getByTestId('reply-send').innerText()).toContain('To Farid')
    await ilze.page.getByTestId('reply-send').click()
    await interprets('دوشنبه ساعت ده؟')
    await reads(person.page, 'دوشنبه ساعت ده؟', 'interpreter')
  })

  it('closed with what came of it and what it was about, the person rates', async () => {
    await ilze.page.getByTestId('close').click()
    await ilze.page.getByTestId('outcome-referred').check()
    await ilze.page.getByTestId('tags-permits').check()
    await ilze.page.getByTestId('close-confirm').click()
    await taps(person.page, 'rate:good')
    await ilze.page.locator('.about').getByText('we helped').waitFor()
    await ilze.page.locator('.about').getByText('sent on to another institution').waitFor()
  })

  it('the end closes the talk for the interpreter, on the page and behind it', async () => {
    await farid.page.getByTestId('interpreting-over').waitFor()
    expect(await farid.page.locator('body').innerText()).not.toContain(promised)
    const handle = new URL(farid.page.url()).hash.split('/')[2] ?? ''
    const cookie = (await farid.page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const status = async (path: string): Promise<number> =>
      (await fetch(`${stage.url}/api/${path}`, { headers: { cookie } })).status
    expect(await status(`interpreting/${handle}`)).toBe(410)
    expect(await status(`cases/${encodeURIComponent(ours)}`)).toBe(403)
    await farid.page.getByTestId('their-back').click()
    await farid.page.getByTestId('nothing-to-interpret').waitFor()
  })

  it('in all of it the interpreter’s browser was told nothing about the person that a channel knows', async () => {
    const heard = toFarid.all()
    expect(heard).toContain(question)
    const kept = await person.page.evaluate<string>('JSON.stringify({ ...localStorage })')
    const conversation = /conversationId[\\":]+([\w-]+)/.exec(kept)?.[1] ?? 'not found'
    expect(conversation.length).toBeGreaterThan(10)
    for (const secret of [ours, encodeURIComponent(ours), conversation, 'webchat', 'web chat', 'She needs a time on'])
      expect(heard).not.toContain(secret)
    expect(heard).not.toMatch(/"(conversation|channel|address|question|trail|office|desk)":/)
  })

  it('nothing that consultants wrote reached the person before it was interpreted', async () => {
    const text = await person.page.locator('body').innerText()
    for (const words of [advice, promise, 'Monday at ten?', 'politely', 'ask slowly', 'She needs a time', 'PMLP'])
      expect(text).not.toContain(words)
    expect(await person.page.locator('[data-from=consultant]').count()).toBe(0)
  })

  it('the report counts one consultation in Dari, and an interpretation for each time the interpreter came', async () => {
    await ilze.page.goto(`${stage.url}/console#/report`)
    await ilze.page.getByTestId('this-month').click()
    await ilze.page.locator('[data-testid=this-month][aria-pressed=true]').waitFor()
    const lines = await ilze.page.getByTestId('table-language').locator('tbody tr').allInnerTexts()
    expect(lines.map((line) => line.split('\t').slice(0, 4))).toEqual([
      ['Dari', 'all', '3', '1'],
      ['Dari', 'consultation', '1', '1'],
      ['Dari', 'interpreter', '2', '1'],
      ['Total', 'all', '3', '1'],
    ])
  })

  it('nothing was reloaded, nothing failed and no page moved sideways', async () => {
    for (const { page, seen } of [person, anna, farid, ilze]) {
      expect(seen.loads).toBe(1)
      expect(seen.outside).toEqual([])
      // Who is signed in, before anybody is; a refused message; a talk that is over: those were the answers.
      expect(seen.trouble.filter((one) => !/40[19]|410/.test(one))).toEqual([])
      expect(await sideways(page)).toBe(0)
    }
  })
})
