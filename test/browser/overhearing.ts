import type { Page } from 'playwright-core'

export interface Overheard {
  /** Every body that came for this browser, its live stream included. */
  all(): string
  stop(): void
}

/** Writes down all that the server tells a browser of talks; the words of the console itself are everybody's. */
export async function overhear(page: Page, url: string): Promise<Overheard> {
  const heard: string[] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!pathname.startsWith('/api/') || pathname === '/api/strings' || pathname === '/api/live') return
    response.text().then(
      (body) => heard.push(body),
      // A page that goes on before the body was read gets it again.
      (gone) => console.debug(gone),
    )
  })
  // A body that never ends cannot be read from the page: the same stream once more, with the same cookie.
  const stop = new AbortController()
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const stream = await fetch(`${url}/api/live`, { headers: { cookie }, signal: stop.signal })
  void (async () => {
    for await (const piece of stream.body ?? []) heard.push(Buffer.from(piece).toString('utf8'))
  })().catch(() => undefined)
  return { all: () => heard.join('\n'), stop: () => stop.abort() }
}
