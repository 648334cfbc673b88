import { randomBytes } from 'node:crypto'
import { record } from '../../core/door.ts'
import type { Party } from '../../core/party.ts'
import type { Keys } from '../keys.ts'
import { createSeal } from '../seal.ts'
import { createBroadcast, type RedisAddress } from './client.ts'

/** Every process of a helpline listens here as long as it runs. */
export const partyChannel = (name: string): string => `${name}:party`

export interface RedisParty extends Party {
  close(): void
}

/**
 * The other processes, over Redis' publish and subscribe: nothing of it is stored. Sealed with the records key all the
 * same: it tells who is here, and carries secrets of second factors for some minutes. What was sealed elsewhere, or
 * cannot be opened, is not heard.
 */
export async function joinParty(address: RedisAddress, keys: Keys, name = 'tilts'): Promise<RedisParty> {
  const seal = createSeal(keys)
  const self = randomBytes(9).toString('base64url')
  const listeners = new Map<string, ((message: unknown, from: string) => void)[]>()
  const channel = partyChannel(name)
  const broadcast = await createBroadcast(address)
  const heard = (bytes: Buffer): void => {
    const said = opened(bytes)
    if (!said || said.from === self || typeof said.from !== 'string' || typeof said.topic !== 'string') return
    for (const listener of listeners.get(said.topic) ?? []) listener(said.message, said.from)
  }
  try {
    await broadcast.subscribe(channel, heard)
  } catch {
    broadcast.close()
    throw new Error(
      `The user in REDIS_URL may not listen on the channel ${channel}: several processes could not hear each other. Allow it: ACL SETUSER … &${name}:*`,
    )
  }

  return {
    say(topic, message) {
      const words = JSON.stringify({ from: self, topic, message })
      // Nobody waits for it, and nothing is lost with it that matters.
      broadcast.publish(channel, seal.sealRecord(words, channel)).catch(() => undefined)
    },
    hear(topic, listener) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), listener])
    },
    close: broadcast.close,
  }

  function opened(bytes: Buffer) {
    try {
      return record(JSON.parse(seal.openRecord(bytes, channel)))
    } catch {
      return null
    }
  }
}
