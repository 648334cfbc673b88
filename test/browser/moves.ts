import type { Locator, Page } from 'playwright-core'
import type { Stage } from './stage.ts'

/** Waits until somebody's words stand on the page; without `from`, anybody's. */
export async function reads(page: Page, text: string | RegExp, from?: string): Promise<Locator> {
  const lines = page.locator(`[data-testid=line]${from ? `[data-from=${from}]` : ''}`)
  const found = lines.filter({ hasText: text }).last()
  await found.waitFor()
  return found
}

export async function says(page: Page, text: string): Promise<void> {
  await page.getByTestId('composer').fill(text)
  await page.getByTestId('send').click()
}

const tapped = new WeakMap<Page, number>()

/** Presses the newest button that does this. Slowly: two taps on one spot within half a second count as one. */
export async function taps(page: Page, act: string): Promise<void> {
  const rest = (tapped.get(page) ?? 0) + 550 - Date.now()
  if (rest > 0) await page.waitForTimeout(rest)
  await page.locator(`[data-act="${act}"]`).last().click()
  tapped.set(page, Date.now())
}

/** The newest buttons on the page. */
export const choices = (page: Page): Promise<string[]> =>
  page.locator('.choices').last().getByRole('button').allInnerTexts()

/** The row of a case in the queue that shows these words; waits until it is there. */
export async function rowWith(page: Page, text: string | RegExp): Promise<Locator> {
  const row = page.getByTestId('case').filter({ hasText: text }).last()
  await row.waitFor()
  return row
}

export async function replies(page: Page, text: string): Promise<void> {
  await page.getByTestId('reply').fill(text)
  await page.getByTestId('reply-send').click()
}

export async function closes(page: Page): Promise<void> {
  await page.getByTestId('close').click()
  await page.getByTestId('close-confirm').click()
}

export interface WithoutBrowser {
  (text: string, act?: string): Promise<void>
  upload(name: string, bytes: Uint8Array, type?: string): Promise<void>
}

/** A person without a browser, for when only their case matters. */
export async function waitingPerson(stage: Stage, question: string): Promise<WithoutBrowser> {
  const base = `${stage.url}/v3/directline`
  const granted: unknown = await (await fetch(`${base}/tokens/generate`, { method: 'POST' })).json()
  const { conversationId, token } = granted as { conversationId: string; token: string }
  const post = async (what: string, type: string, body: string | Buffer): Promise<void> => {
    const answer = await fetch(`${base}/conversations/${conversationId}/${what}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: typeof body === 'string' ? body : Uint8Array.from(body),
    })
    if (!answer.ok) throw new Error(`The chat answered ${answer.status}.`)
  }
  const send = (text: string, act?: string): Promise<void> => {
    const activity = { type: 'message', text, from: { id: 'person' }, ...(act ? { value: { act } } : {}) }
    return post('activities', 'application/json', JSON.stringify(activity))
  }
  await send('English', 'speak:en')
  await send(question)
  await send('Talk to a person', 'human')
  await send('Yes', 'consent-yes')
  return Object.assign(send, {
    upload: (name: string, bytes: Uint8Array, type = 'application/octet-stream') =>
      post(`upload?name=${encodeURIComponent(name)}`, type, Buffer.from(bytes)),
  })
}
