import type { Consultant } from '../platforms/consultant.ts'

/** The live stream of somebody's console: what it told, and when. */
export async function listen(url: string, consultant: Consultant) {
  const leaving = new AbortController()
  const answer = await fetch(`${url}/api/live`, { headers: { cookie: consultant.cookie }, signal: leaving.signal })
  const told: { readonly at: number; readonly text: string }[] = []
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const bytes of answer.body ?? []) told.push({ at: Date.now(), text: decoder.decode(bytes) })
  })().catch(() => undefined)
  return {
    told,
    async leave() {
      leaving.abort()
      await reading
    },
  }
}
