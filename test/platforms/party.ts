import type { Party } from '../../src/core/party.ts'

/** Processes that hear each other, in one process: what is said goes to all the others, as bytes. */
export function createHub(): (name: string) => Party {
  const heard: { readonly name: string; readonly topic: string; readonly listener: Parameters<Party['hear']>[1] }[] = []
  return (name) => ({
    say(topic, message) {
      const bytes = JSON.stringify(message)
      for (const one of heard) if (one.topic === topic && one.name !== name) one.listener(JSON.parse(bytes), name)
    },
    hear: (topic, listener) => void heard.push({ name, topic, listener }),
  })
}
