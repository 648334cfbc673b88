import { TelegramError } from 'telegraf'
import type { TelegramApi } from './api.ts'

/** How the bot presents itself in one language, before anybody has written to it. */
export interface Profile {
  readonly commands: readonly { readonly command: string; readonly description: string }[]
  /** In the empty chat; at most 512 UTF-16 units. */
  readonly description: string
  /** On the profile page and beside a shared link; at most 120. */
  readonly short: string
}

/** `''`: for everybody whose language has none of its own. The others are two-letter codes: Telegram takes no longer ones. */
export type Profiles = ReadonlyMap<string, Profile>

/** Some sixty questions, and no hurry. */
const betweenMs = 100

/**
 * Writes what differs from what Telegram knows. Asking costs little; changing is held short (a 429 of hours), and a bot
 * that is started ten times a day must not change the same sentence ten times. A nicety: a 429 ends it until the next
 * start, and halts nobody else, for it is about this method alone. `pause`: for how long nobody may ask anything, in ms.
 */
export async function presentItself(
  api: TelegramApi,
  profiles: Profiles,
  pause: () => number,
  rest: (ms: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (const [code, profile] of profiles) {
    for (const part of parts) {
      while (pause() > 0 && !signal.aborted) await rest(pause())
      if (signal.aborted) return
      try {
        await part(api, code, profile)
      } catch (error) {
        if (error instanceof TelegramError && error.code === 429) return
        throw error
      }
      await rest(betweenMs)
    }
  }
}

type Part = (api: TelegramApi, code: string, profile: Profile) => Promise<unknown>

const commands: Part = async (api, code, { commands: ours }) => {
  const language = code === '' ? {} : { language_code: code }
  const known = await api.getMyCommands(language)
  const same = known.length === ours.length && ours.every((one, i) => isSame(one, known[i]))
  return same || api.setMyCommands(ours, language)
}

type Command = Profile['commands'][number]
const isSame = (a: Command, b: Command | undefined): boolean =>
  a.command === b?.command && a.description === b.description

const description: Part = async (api, code, profile) => {
  const known = await api.getMyDescription(code)
  return known.description === profile.description || api.setMyDescription(profile.description, code)
}

const short: Part = async (api, code, profile) => {
  const known = await api.getMyShortDescription(code)
  return known.short_description === profile.short || api.setMyShortDescription(profile.short, code)
}

const parts: readonly Part[] = [commands, description, short]
