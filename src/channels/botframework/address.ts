import { type Json, record } from '../../core/door.ts'

/**
 * Where a person is to be reached: the platform's conversation reference without the activity it came with, for a
 * reply to a message of last week is refused. Names are left out.
 */
export interface Address {
  /** `msteams`, `skype`, `webchat`, `directline` … */
  readonly channel: string
  readonly service: string
  readonly conversation: string
  readonly bot: string
  readonly user: string
  readonly tenant: string | null
}

export const writeAddress = (address: Address): string => JSON.stringify(address)

/** Null for what `writeAddress` never wrote. */
export function readAddress(text: string): Address | null {
  const { channel, service, conversation, bot, user, tenant } = parsed(text) ?? {}
  const all = [channel, service, conversation, bot, user]
  if (!all.every((part) => typeof part === 'string')) return null
  const [a = '', b = '', c = '', d = '', e = ''] = all
  return {
    channel: a,
    service: b,
    conversation: c,
    bot: d,
    user: e,
    tenant: typeof tenant === 'string' ? tenant : null,
  }
}

/** A person is known by their conversation: most channels give no other id that stays. */
export const personOf = ({ channel, conversation }: Address): string => `${channel} ${conversation}`

function parsed(text: string): Json | null {
  try {
    return record(JSON.parse(text))
  } catch {
    return null
  }
}

/** The reference in an activity that came in; null when something is missing. */
export function addressOf(activity: Json): Address | null {
  const conversation = record(activity.conversation)
  const channel = idIn(activity, 'channelId')
  const service = idIn(activity, 'serviceUrl')
  const room = idIn(conversation, 'id')
  const bot = idIn(record(activity.recipient), 'id')
  const user = idIn(record(activity.from), 'id')
  if (channel === null || service === null || room === null || bot === null || user === null) return null
  const tenant = idIn(conversation, 'tenantId') ?? idIn(record(record(activity.channelData)?.tenant), 'id')
  return { channel, service, conversation: room, bot, user, tenant }
}

const longestId = 1000

/** An id of the platform's: any text that is not empty. */
export function idIn(fields: Json | null, name: string): string | null {
  const value = fields?.[name]
  return typeof value === 'string' && value !== '' && value.length <= longestId && value.isWellFormed() ? value : null
}
