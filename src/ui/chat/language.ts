import { kept } from './kept.ts'
import { type Chat, put } from './state.ts'
import { bestOf } from './tags.ts'
import { type Settings, wire } from './wire.ts'

/** The page begins in the language chosen earlier, else in the browser's. */
export function firstLanguage(settings: Settings): string {
  return (
    kept.language() ??
    bestOf(
      navigator.languages,
      settings.languages.map((one) => one.tag),
    )
  )
}

/** Words and direction of the page change; on a lost connection the old ones stay. */
export async function speak(chat: Chat, tag: string): Promise<void> {
  if (chat.get().words?.tag === tag) return
  const words = await wire.strings(tag)
  const english = words.review ? (chat.get().english ?? (await wire.strings('en'))) : null
  put(chat, { words, english: english ?? chat.get().english })
  document.documentElement.lang = words.tag
  document.documentElement.dir = words.direction
  document.title = words.strings['service.name'] ?? ''
}
