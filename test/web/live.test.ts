import { expect, it } from 'vitest'
import type { LiveSignal } from '../../src/core/ports.ts'
import { createLive } from '../../src/web/live.ts'
import { createHub } from '../platforms/party.ts'

it('what changes in one process is heard in all, once each', () => {
  const hub = createHub()
  const [a, b] = [createLive(hub('a')), createLive(hub('b'))]
  const heard: [string, LiveSignal][] = []
  a.subscribe((signal) => heard.push(['a', signal]))
  const stop = b.subscribe((signal) => heard.push(['b', signal]))
  const signal: LiveSignal = { what: 'case', case: 'c1' }
  a.publish(signal)
  b.publish(signal)
  expect(heard).toEqual([
    ['a', signal],
    ['b', signal],
    ['b', signal],
    ['a', signal],
  ])
  stop()
  a.publish(signal)
  expect(heard).toHaveLength(5)
})
