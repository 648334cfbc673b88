import { expect, it } from 'vitest'
import { asked, caseOf, conversation, morning, said, toSay, turn } from '../store/builders.ts'
import type { Bench } from './store-bench.ts'

export function turnsContract(bench: () => Promise<Bench>): void {
  it('is found again as it was written, one version further', async () => {
    const { store } = await bench()
    const c = conversation('c1', { misses: 1, question: asked('permit?') })
    expect(await store.commit(turn(c, 0))).toEqual({ at: 'done', version: 1, fence: null })
    expect(await store.load('c1')).toEqual({ conversation: c, version: 1 })
    await store.commit(turn({ ...c, misses: 2 }, 1))
    expect(await store.load('c1')).toEqual({ conversation: { ...c, misses: 2 }, version: 2 })
  })

  it('cannot be changed by whoever wrote or read it', async () => {
    const { store } = await bench()
    const trail: never[] = []
    const lines = [said(1, 'hello')]
    const given = turn(conversation('c1', { trail }), 0, { lines })
    await store.commit(given)
    const first = await store.load('c1')
    tamper(given.conversation, { misses: 9 })
    tamper(first.conversation, { misses: 8 })
    tamper(first.conversation?.attention, { who: 'person' })
    tamper((await store.transcript('c1', 0, 1))[0], { text: 'something else' })
    expect((await store.load('c1')).conversation).toEqual(conversation('c1', { lines: 1 }))
    expect((await store.transcript('c1', 0, 1))[0]?.text).toBe('hello')
  })

  it('an event taken in twice changes nothing the second time', async () => {
    const { store } = await bench()
    const c = conversation('c1')
    await store.commit(turn(c, 0, { event: 'telegram:same', lines: [said(1, 'once')] }))
    const again = turn({ ...c, misses: 5, lines: 1 }, 1, { event: 'telegram:same', lines: [said(2, 'twice')] })
    expect(await store.commit(again)).toEqual({ at: 'alreadySeen' })
    expect((await store.load('c1')).version).toBe(1)
    expect((await store.load('c1')).conversation?.misses).toBe(0)
    expect(await store.transcript('c1', 0, 10)).toHaveLength(1)
  })

  it('a repeated event is called so even when the version is old, too', async () => {
    const { store } = await bench()
    const given = turn(conversation('c1'), 0)
    await store.commit(given)
    expect(await store.commit(given)).toEqual({ at: 'alreadySeen' })
  })

  it('one event a hundred times at once is one turn', async () => {
    const { store } = await bench()
    const given = turn(conversation('c1'), 0, { lines: [said(1, 'once')] })
    const answers = await Promise.all(Array.from({ length: 100 }, () => store.commit(given)))
    expect(answers.filter((answer) => answer.at === 'done')).toHaveLength(1)
    expect(answers.filter((answer) => answer.at === 'alreadySeen')).toHaveLength(99)
    expect(await store.transcript('c1', 0, 10)).toHaveLength(1)
  })

  it('of two who read the same version one wins and the other is told', async () => {
    const { store } = await bench()
    const c = conversation('c1')
    await store.commit(turn(c, 0))
    const both = await Promise.all([store.commit(turn(c, 1)), store.commit(turn(c, 1))])
    expect(both.map((answer) => answer.at)).toEqual(['done', 'conflict'])
    expect((await store.load('c1')).version).toBe(2)
  })

  it('a turn refused for its version may be tried again under the same event', async () => {
    const { store } = await bench()
    await store.commit(turn(conversation('c1'), 0))
    const event = 'telegram:retried'
    const late = turn(conversation('c1'), 0, { event, lines: [said(1, 'late')] })
    expect(await store.commit(late)).toEqual({ at: 'conflict' })
    expect(await store.transcript('c1', 0, 10)).toEqual([])
    expect((await store.commit({ ...late, version: 1 })).at).toBe('done')
  })

  it('a turn that fails in the middle leaves nothing of itself, and harms no other', async () => {
    const { store } = await bench()
    await store.commit(turn(conversation('c1'), 0, { lines: [said(1, 'first')] }))
    const twice = [said(2, 'kept or not'), said(2, 'the same number')]
    const due = [{ name: 'waiting', at: morning }] as const
    const broken = turn(conversation('c1', { misses: 7 }), 1, {
      lines: twice,
      due,
      case: caseOf('c1', 'case1'),
      keep: true,
    })
    const [failed, other] = await Promise.allSettled([store.commit(broken), store.commit(turn(conversation('c2'), 0))])
    expect(failed.status).toBe('rejected')
    expect(other).toMatchObject({ status: 'fulfilled', value: { at: 'done' } })
    expect(await store.load('c1')).toMatchObject({ version: 1, conversation: { misses: 0 } })
    expect(await store.transcript('c1', 0, 10)).toHaveLength(1)
    expect(await store.case('case1')).toBeNull()
    expect(await store.claimDue(morning, 10)).toEqual([])
    expect((await store.commit({ ...broken, lines: [said(2, 'now it is right')] })).at).toBe('done')
  })

  it('a thousand turns at once on one conversation, each retried on conflict, lose none', async () => {
    const { store } = await bench()
    const add = async (event: string): Promise<void> => {
      for (;;) {
        const { conversation: found, version } = await store.load('c1')
        const before = found ?? conversation('c1')
        const lines = [said(before.lines + 1, event)]
        const answer = await store.commit(turn({ ...before, misses: before.misses + 1 }, version, { event, lines }))
        if (answer.at !== 'conflict') return
      }
    }
    // Forty at a time in flight: all thousand in one heap would only measure the losers' second tries.
    const events = Array.from({ length: 1000 }, (_, i) => `telegram:burst${i}`)
    const worker = async () => {
      for (let event = events.pop(); event; event = events.pop()) await add(event)
    }
    await Promise.all(Array.from({ length: 40 }, worker))
    expect(await store.load('c1')).toMatchObject({ version: 1000, conversation: { misses: 1000, lines: 1000 } })
    const lines = await store.transcript('c1', 0, 2000)
    expect(lines.map((line) => line.number)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1))
    expect(new Set(lines.map((line) => line.text)).size).toBe(1000)
  })

  it('its lines come back whole, in their order, a page at a time', async () => {
    const { store } = await bench()
    const rich = toSay(3, 'چطور می‌توانم کمک کنم؟', {
      from: { who: 'consultant', name: 'Anna' },
      language: 'prs',
      buttons: [{ act: 'menu', label: 'منو', language: 'prs' }],
      until: morning + 1,
    })
    const mark = said(4, '', {
      from: { who: 'desk' },
      mark: { key: 'claimed', params: { name: 'Anna', n: 2 } },
      seenBy: 'staff',
    })
    await store.commit(turn(conversation('c1'), 0, { lines: [said(1, 'one'), said(2, 'two')] }))
    await store.commit(turn(conversation('c1', { lines: 2 }), 1, { lines: [rich, mark] }))
    expect(await store.transcript('c1', 0, 10)).toEqual([said(1, 'one'), said(2, 'two'), rich, mark])
    expect((await store.transcript('c1', 1, 2)).map((line) => line.number)).toEqual([2, 3])
  })
}

/** Tries to change it; what is frozen refuses, which is as good as a copy. */
function tamper(target: object | null | undefined, change: object): void {
  try {
    Object.assign(target ?? {}, change)
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError)
  }
}
