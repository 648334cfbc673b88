import type { Consultant } from '../platforms/consultant.ts'

export interface Stream {
  /** Called with everything that is told from now on, in place of whoever was called before. */
  listen(heard: (told: string) => void): void
  leave(): Promise<void>
}

/** The live stream of somebody's console, as their page has it open. */
export async function openLive(url: string, consultant: Consultant): Promise<Stream> {
  const leaving = new AbortController()
  const answer = await fetch(`${url}/api/live`, { headers: { cookie: consultant.cookie }, signal: leaving.signal })
  let listener = (_told: string): void => {}
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const bytes of answer.body ?? []) listener(decoder.decode(bytes))
  })().catch(() => undefined)
  return {
    listen(heard) {
      listener = heard
    },
    async leave() {
      leaving.abort()
      await reading
    },
  }
}
