/** More questions than this in one message are a letter: a person reads it better. */
const most = 8
/** Fewer words are a greeting or a sigh, no question of its own. */
const leastWords = 3

/**
 * A message as its sentences: people greet, tell who they are, and ask two things in one breath. Cut at question
 * marks, sentence ends and new lines, in any script; short pieces go with the one that follows. A message of one piece
 * is itself.
 */
export function partsOf(text: string): string[] {
  const parts: string[] = []
  let waiting = ''
  for (const piece of text.split(ends)) {
    waiting = waiting === '' ? piece : `${waiting} ${piece}`
    if (waiting.trim().split(spaces).length < leastWords) continue
    parts.push(waiting.trim())
    waiting = ''
  }
  if (waiting.trim() !== '') parts.push(`${parts.pop() ?? ''} ${waiting.trim()}`.trim())
  return parts.slice(0, most)
}

/** A dot inside "tilde.lv" or "2.5" ends nothing: it needs a space behind it. */
const ends = /[?!؟。？！\n]|[.…۔।](?=\s|$)/u
const spaces = /\s+/u
