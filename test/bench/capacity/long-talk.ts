import type { PersonEvent } from '../../../src/core/events.ts'
import type { Store } from '../../../src/core/ports.ts'
import type { Handle } from '../../../src/engine/handle.ts'
import type { Relay } from '../../../src/engine/relay.ts'

const anna = { id: 'anna', name: 'Anna' }
/** Turns looked at around each size. */
const looked = 200

/** One talk with a consultant in which every line is kept; gives what a turn takes (µs, the middle one) at each size. */
export async function longTalk(
  handle: Handle,
  relay: Relay,
  store: Store,
  sizes: readonly number[],
): Promise<number[]> {
  let count = 0
  const id = `talk${process.pid}:${Date.now()}`
  const seen = () => ({
    ...{ event: `${id}:${count++}`, at: Date.now(), channel: 'telegram', person: id, address: id },
    ...({ pastKeptBy: 'platform', clientLanguage: 'en' } as const),
  })
  const chooses = (act: Extract<PersonEvent, { type: 'personChose' }>['act']) =>
    handle.person({ ...seen(), what: { type: 'personChose', act, label: null } })
  await chooses({ kind: 'speak', language: 'en' })
  await chooses({ kind: 'human' })
  await chooses({ kind: 'consent-yes' })
  const [found] = (await store.cases({ open: true, max: 100 })).filter(({ conversation }) => conversation === id)
  await handle.staff(id, { id: `${id}:claim`, at: Date.now(), by: anna, case: found?.id ?? '', type: 'caseClaimed' })
  await relay.idle()

  const middle: number[] = []
  for (const size of sizes) {
    const took: number[] = []
    for (let lines = 0; lines < size + looked; ) {
      const began = performance.now()
      await handle.person({ ...seen(), what: { type: 'personWrote', text: 'And what about the school for my son?' } })
      const after = performance.now()
      lines = (await store.load(id)).conversation?.lines ?? 0
      if (lines >= size) took.push((after - began) * 1000)
    }
    middle.push(took.sort((a, b) => a - b)[Math.floor(took.length / 2)] ?? Number.NaN)
  }
  return middle
}
