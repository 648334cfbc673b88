import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTokens, tokenLifeMs } from '../../src/channels/webchat/token.ts'

const tokens = createTokens(randomBytes(32))
const now = Date.UTC(2026, 2, 2)

it('a token opens its own talk for a month, and nothing after that', () => {
  const { conversation, token } = tokens.open(now)
  expect(tokens.read(token, now + tokenLifeMs - 1)).toBe(conversation)
  expect(tokens.read(token, now + tokenLifeMs)).toBeNull()
  expect(tokens.read(tokens.renew(conversation, now + 1000), now + tokenLifeMs)).toBe(conversation)
})

it('a token made with another key opens nothing', () => {
  expect(createTokens(randomBytes(32)).read(tokens.open(now).token, now)).toBeNull()
})

it('no two talks have the same id, and ids tell nothing about each other', () => {
  const ids = new Set(Array.from({ length: 10_000 }, () => tokens.open(now).conversation))
  expect(ids.size).toBe(10_000)
  for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/)
})

it('any other text opens nothing, however like a token it looks', () => {
  const { token } = tokens.open(now)
  const [id = '', end = '', mac = ''] = token.split('.')
  const letters = fc.stringMatching(/^[\w-]{1,30}$/)
  const forged = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.tuple(letters, letters, letters).map((parts) => parts.join('.')),
    letters.filter((other) => other !== id).map((other) => `${other}.${end}.${mac}`),
    letters.filter((other) => other !== end).map((other) => `${id}.${other}.${mac}`),
    letters.filter((other) => !other.startsWith(mac.slice(0, 21))).map((other) => `${id}.${end}.${other}`),
  )
  fc.assert(fc.property(forged, (text) => tokens.read(text, now) === null))
})
