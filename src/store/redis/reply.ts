/** What a script answers: texts come as bytes, because most of them are sealed. */
export type Reply = null | number | Buffer | readonly Reply[]

/** The door for answers: what has another shape than the script's opening words say is refused by name. */
export const list = (reply: Reply | undefined): readonly Reply[] => (Array.isArray(reply) ? reply : [])

export function text(reply: Reply | undefined): string {
  if (Buffer.isBuffer(reply)) return reply.toString()
  throw new Error('Redis gave something else than a text.')
}

export function bytes(reply: Reply | undefined): Buffer {
  if (Buffer.isBuffer(reply)) return reply
  throw new Error('Redis gave something else than bytes.')
}

/** Scores come as texts, counts as numbers. */
export const number = (reply: Reply | undefined): number => (typeof reply === 'number' ? reply : Number(text(reply)))

/** An empty text stands for none. */
export const numberOrNull = (reply: Reply | undefined): number | null =>
  Buffer.isBuffer(reply) && reply.length === 0 ? null : number(reply)

/** `size` of them at a time. */
export function rows(reply: Reply | undefined, size: number, from = 0): Reply[][] {
  const all = list(reply)
  const found: Reply[][] = []
  for (let i = from; i < all.length; i += size) found.push(all.slice(i, i + size))
  return found
}
