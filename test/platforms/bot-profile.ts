import type { Json } from '../../src/core/door.ts'
import { checkCommands, checkDescription, checkLanguage, Refused } from './bot-methods.ts'

/** What the platform shows of the bot before anybody writes to it; by language, `''` for all others. */
export class BotProfile {
  readonly commands = new Map<string, unknown>()
  readonly description = new Map<string, string>()
  readonly short = new Map<string, string>()

  carryOut(method: string, payload: Json): unknown {
    const language = checkLanguage(payload.language_code)
    switch (method) {
      case 'getMyCommands':
        return this.commands.get(language) ?? []
      case 'setMyCommands':
        checkCommands(payload)
        this.commands.set(language, payload.commands)
        return true
      case 'getMyDescription':
        return { description: this.description.get(language) ?? '' }
      case 'setMyDescription':
        this.description.set(language, checkDescription(payload.description, 512))
        return true
      case 'getMyShortDescription':
        return { short_description: this.short.get(language) ?? '' }
      case 'setMyShortDescription':
        this.short.set(language, checkDescription(payload.short_description, 120))
        return true
      default:
        throw new Refused(404, 'Not Found: method not found')
    }
  }
}
