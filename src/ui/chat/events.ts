/**
 * Event streams by hand, because EventSource cannot send the token. Calls `beat` for whatever arrives, comments
 * included, and `event` for each named event. Returns when the stream ends.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  on: { readonly beat: () => void; readonly event: (name: string) => void },
): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    on.beat()
    const cut = eventNames(rest + decoder.decode(value, { stream: true }))
    rest = cut.rest
    for (const name of cut.names) on.event(name)
  }
}

/** The names of the events that are complete in the text, and what is left for the next piece. */
export function eventNames(text: string): { readonly names: readonly string[]; readonly rest: string } {
  const blocks = text.split(/\r?\n\r?\n/)
  const rest = blocks.pop() ?? ''
  const names = blocks.flatMap((block) => /^event: ?(.+?)\r?$/m.exec(block)?.[1] ?? [])
  return { names, rest }
}
