import { afterAll, beforeAll, expect, it } from 'vitest'
import { picture as drawing, taken } from '../files/pictures.ts'
import { barriers } from './barriers.ts'
import { inBrowser } from './chromium.ts'
import { reads, rowWith, says, taps, waitingPerson } from './moves.ts'
import { openStage, phone, picture, type Stage, type Window } from './stage.ts'

const question = 'What does this letter say?'

inBrowser('files at the console', () => {
  let stage: Stage
  let anna: Window
  let person: Awaited<ReturnType<typeof waitingPerson>>
  beforeAll(async () => {
    stage = await openStage()
    anna = await stage.consultant('anna')
    person = await waitingPerson(stage, question)
    await (await rowWith(anna.page, question)).click()
    await anna.page.getByTestId('claim').click()
    await anna.page.getByTestId('attach').waitFor()
  })
  afterAll(() => stage?.close())

  const newest = () => anna.page.getByTestId('line').last()

  it('a picture is shown when the consultant asks for it, and not before', async () => {
    await person.upload('letter.jpg', taken('image/jpeg', 'GPS', 6))
    const attached = newest().getByTestId('attached')
    await attached.getByText('letter.jpg').waitFor()
    expect(await attached.getByTestId('picture').count()).toBe(0)
    await attached.getByTestId('open-file').click()
    await attached.getByTestId('picture').waitFor()
    const size = () =>
      anna.page.evaluate(
        '[document.querySelector("[data-testid=picture]")].flatMap((it) => [it.naturalWidth, it.naturalHeight])',
      )
    // Eight by four, held upright.
    await expect.poll(size).toEqual([4, 8])
    await picture(anna.page, 'file-picture')
  })

  it('a voice is heard', async () => {
    await person.upload('voice.wav', wave(), 'audio/wav')
    const attached = newest().getByTestId('attached')
    await attached.getByText('voice message').waitFor()
    await attached.getByTestId('open-file').click()
    const length = () => anna.page.evaluate('Math.round(document.querySelector("[data-testid=sound]").duration * 10)')
    await expect.poll(length).toBe(5)
  })

  it('anything else is saved under a name that runs nothing', async () => {
    await person.upload('page.html', Buffer.from('<!doctype html><script>alert(1)</script>'))
    const saved = anna.page.waitForEvent('download')
    await newest().getByTestId('open-file').click()
    expect((await saved).suggestedFilename()).toBe('page.txt')
  })

  it('what the consultant chooses is looked at once more, then goes, and is shown with how far it came', async () => {
    const { page } = anna
    await page
      .getByTestId('file-input')
      .setInputFiles({ name: 'map.png', mimeType: 'image/png', buffer: drawing('image/png') })
    await page.getByTestId('chosen-file').getByText('map.png').waitFor()
    await page.getByTestId('remove-file').click()
    await page
      .getByTestId('file-input')
      .setInputFiles({ name: 'map.png', mimeType: 'image/png', buffer: drawing('image/png') })
    await picture(page, 'file-chosen')
    await page.getByTestId('send-file').click()
    const sent = page.locator('[data-testid=line][data-from=consultant]').last()
    await sent.getByText('map.png').waitFor()
    await sent.locator('[data-testid=delivery][data-state=shelved]').waitFor()
    expect(await page.locator('[data-from=pending]').count()).toBe(0)
  })

  it('a file that is empty or larger than 20 MB is refused before it is sent', async () => {
    const { page } = anna
    await page
      .getByTestId('file-input')
      .setInputFiles({ name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.of() })
    await page.getByTestId('file-problem').getByText('empty').waitFor()
    expect(await page.getByTestId('chosen-file').count()).toBe(0)
  })

  it('a voice message is recorded, heard once, and sent', async () => {
    const { page } = anna
    await page.getByTestId('record').click()
    await page.getByTestId('stop-recording').waitFor()
    await page.waitForTimeout(1200)
    await page.getByTestId('stop-recording').click()
    await page.getByTestId('send-file').click()
    const sent = page.locator('[data-testid=line][data-from=consultant]').last()
    await sent.getByText('voice message').waitFor()
  })

  it('one that did not go through is kept and tried again', async () => {
    const { page } = anna
    await page.route('**/files?*', (route) => route.abort())
    await page
      .getByTestId('file-input')
      .setInputFiles({ name: 'again.png', mimeType: 'image/png', buffer: drawing('image/png') })
    await page.getByTestId('send-file').click()
    await page.getByTestId('retry').waitFor()
    await page.unroute('**/files?*')
    await page.getByTestId('retry').click()
    await page.locator('[data-testid=line][data-from=consultant]').getByText('again.png').waitFor()
    expect(await page.locator('[data-testid=line]').getByText('again.png').count()).toBe(1)
  })

  it('one whose time is over is said to be gone', async () => {
    const { page } = anna
    await person.upload('gone.pdf', Buffer.from('%PDF-1.4'))
    await page.route('**/files/*', (route) => route.fulfill({ status: 410, json: { error: { code: 'file-gone' } } }))
    await newest().getByText('gone.pdf').waitFor()
    await newest().getByTestId('open-file').click()
    await newest().getByTestId('file-problem').getByText('Ask the person to send it again').waitFor()
    await page.unroute('**/files/*')
  })
})

inBrowser('files in the web chat', () => {
  let stage: Stage
  let anna: Window
  let amina: Window
  const words = 'I have a letter from an office'
  beforeAll(async () => {
    stage = await openStage()
    anna = await stage.consultant('anna')
    const geolocation = { latitude: 56.5, longitude: 21.01 }
    amina = await stage.person({ viewport: phone, permissions: ['geolocation', 'microphone'], geolocation })
    await taps(amina.page, 'speak:en')
    await says(amina.page, words)
    await taps(amina.page, 'human')
    await taps(amina.page, 'consent-yes')
    await (await rowWith(anna.page, words)).click()
    await anna.page.getByTestId('claim').click()
    await reads(amina.page, 'You are now talking to Anna')
  })
  afterAll(() => stage?.close())

  const attached = () => anna.page.locator('[data-testid=line][data-from=person]').last().getByTestId('attached')

  it('a picture is looked at once more, goes, and both see it', async () => {
    const { page } = amina
    await page.getByTestId('more').click()
    await page
      .getByTestId('file')
      .setInputFiles({ name: 'letter.jpg', mimeType: 'image/jpeg', buffer: taken('image/jpeg', 'GPS') })
    await page.getByTestId('chosen').getByRole('img').waitFor()
    expect((await page.getByTestId('composer').boundingBox())?.width).toBeGreaterThan(180)
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    expect(await barriers(page)).toEqual([])
    await picture(page, 'chat-file')
    await page.getByTestId('send-file').click()
    await page.locator('.bubble img').waitFor()
    expect(await page.getByTestId('chosen').count()).toBe(0)
    await attached().getByText('letter.jpg').waitFor()
  })

  it('a voice is recorded, heard once, and sent', async () => {
    const { page } = amina
    await page.getByTestId('more').click()
    await page.getByTestId('voice').click()
    await page.getByTestId('stop').waitFor()
    await page.waitForTimeout(1000)
    await page.getByTestId('stop').click()
    await page.getByTestId('chosen').locator('audio').waitFor()
    await page.getByTestId('send-file').click()
    await page.locator('.bubble audio').waitFor()
    await attached().getByText('voice message').waitFor()
    await attached().getByTestId('open-file').click()
    await attached().getByTestId('sound').waitFor()
  })

  it('what was chosen by mistake is not sent', async () => {
    const { page } = amina
    const before = await page.getByTestId('line').count()
    await page.getByTestId('more').click()
    await page
      .getByTestId('file')
      .setInputFiles({ name: 'wrong.png', mimeType: 'image/png', buffer: drawing('image/png') })
    await page.getByTestId('remove-file').click()
    await page.waitForTimeout(200)
    expect(await page.getByTestId('line').count()).toBe(before)
  })

  it('one that did not go through can be sent again, and is there once', async () => {
    const { page } = amina
    await page.getByTestId('more').click()
    await page
      .getByTestId('file')
      .setInputFiles({ name: 'again.png', mimeType: 'image/png', buffer: drawing('image/png') })
    await page.route('**/upload?*', (route) => route.abort())
    await page.getByTestId('send-file').click()
    await page.getByTestId('send-file').getByText('Try again').waitFor()
    await page.unroute('**/upload?*')
    await page.getByTestId('send-file').click()
    await page.locator('.bubble').getByText('again.png').waitFor()
    expect(await page.locator('.bubble').getByText('again.png').count()).toBe(1)
  })

  it('one that is too large is refused in words, before anything is sent', async () => {
    const { page } = amina
    await page.getByTestId('more').click()
    await page
      .getByTestId('file')
      .setInputFiles({ name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) })
    await page.getByRole('alert').getByText('larger than 20 MB').waitFor()
    await page.getByTestId('more').click()
  })

  it('what the consultant sends is seen and can be kept', async () => {
    const image = { name: 'map.png', mimeType: 'image/png', buffer: drawing('image/png') }
    await anna.page.getByTestId('file-input').setInputFiles(image)
    await anna.page.getByTestId('send-file').click()
    const line = await reads(amina.page, 'map.png', 'consultant')
    await line.getByRole('img').waitFor()
    const saved = amina.page.waitForEvent('download')
    await line.getByRole('link', { name: 'map.png' }).click()
    expect((await saved).suggestedFilename()).toBe('map.png')
    await picture(amina.page, 'chat-file-received')
  })

  it('the person sees that somebody writes to them, and not that somebody writes a note', async () => {
    const { page } = anna
    await page.getByTestId('mode-note').click()
    await page.getByTestId('reply').pressSequentially('for colleagues')
    await page.waitForTimeout(400)
    expect(await amina.page.getByTestId('typing').count()).toBe(0)
    await page.getByTestId('mode-reply').click()
    await page.getByTestId('reply').pressSequentially('Dear')
    await amina.page.getByTestId('typing').waitFor()
    await page.getByTestId('reply').fill('')
    await amina.page.getByTestId('typing').waitFor({ state: 'detached' })
  })

  it('the place is sent only when the person says so, and the consultant is not told the degrees', async () => {
    await amina.page.getByTestId('more').click()
    await amina.page.getByTestId('place').click()
    await reads(amina.page, '📍', 'person')
    await expect
      .poll(() => anna.page.locator('[data-testid=line][data-from=person]').last().innerText())
      .toMatch(/place/)
    expect(await anna.page.content()).not.toContain('56.5')
  })

  it('whoever erases their talk no longer sees it, nor does anybody who kept a link to a file', async () => {
    const { page } = amina
    const link = await page.locator('.bubble a[download]').last().getAttribute('href')
    await says(page, '/delete')
    await taps(page, 'erase-yes')
    await reads(page, 'We deleted your data')
    await expect.poll(() => page.getByText(words).count()).toBe(0)
    expect(await page.locator('.bubble img').count()).toBe(0)
    expect((await fetch(`${stage.url}${link}`)).status).toBe(410)
    expect(amina.seen.trouble.filter((one) => !one.includes('ERR_FAILED'))).toEqual([])
    expect(amina.seen.outside).toEqual([])
  })

  it('leaving lets the microphone go', async () => {
    const { page } = amina
    await page.getByTestId('more').click()
    await page.getByTestId('voice').click()
    await page.getByTestId('stop').waitFor()
    await page.getByTestId('leave').click()
    await page.waitForURL(/google/)
    expect(await page.evaluate('localStorage.length')).toBe(0)
  })
})

/** Half a second of nothing, 8,000 values a second. */
function wave(): Buffer {
  const head = Buffer.from(
    'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\0\0\0\0',
    'latin1',
  )
  head.writeUInt32LE(36 + 4000, 4)
  head.writeUInt32LE(4000, 40)
  return Buffer.concat([head, Buffer.alloc(4000, 128)])
}
