import { describe, expect, it } from 'vitest'
import { createEventTag, idOf } from '../../src/store/ids.ts'
import { createSeal, openText, sealText } from '../../src/store/seal.ts'
import { upgradeConversation } from '../../src/store/upgrade.ts'
import { conversation } from './builders.ts'
import { freshKey } from './test-keys.ts'

const masterKey = freshKey()

describe('sealing', () => {
  it('opens what it sealed, in any script', () => {
    const { key } = createSeal({ masterKey }).newKey('c1')
    for (const words of ['', 'hello', 'سلام', '👋🏽'.repeat(1000)]) {
      expect(openText(key, sealText(key, words, 'here'), 'here')).toBe(words)
    }
  })

  it('the same words never look the same twice', () => {
    const { key } = createSeal({ masterKey }).newKey('c1')
    const sealed = Array.from({ length: 2000 }, () => sealText(key, 'hello', 'here').toString('hex'))
    expect(new Set(sealed.map((one) => one.slice(0, 24))).size).toBe(2000)
  })

  it('does not open in another place, with another key, or with a byte changed', () => {
    const seal = createSeal({ masterKey })
    const { key } = seal.newKey('c1')
    const sealed = sealText(key, 'hello', 'c1 line 1')
    expect(() => openText(key, sealed, 'c1 line 2')).toThrow()
    expect(() => openText(seal.newKey('c1').key, sealed, 'c1 line 1')).toThrow()
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed)
      changed[i] = (changed[i] ?? 0) ^ 1
      expect(() => openText(key, changed, 'c1 line 1')).toThrow()
    }
    expect(() => openText(key, sealed.subarray(0, 20), 'c1 line 1')).toThrow()
  })

  it('a data key opens only for its own conversation', () => {
    const seal = createSeal({ masterKey })
    const { key, wrapped } = seal.newKey('c1')
    expect(seal.unwrap(wrapped, 'c1').equals(key)).toBe(true)
    expect(() => seal.unwrap(wrapped, 'c2')).toThrow()
  })

  it('an older master key still opens; without it the sentence says which key is missing', () => {
    const old = createSeal({ masterKey })
    const { key, wrapped } = old.newKey('c1')
    const next = freshKey()
    const both = createSeal({ masterKey: next, olderMasterKeys: [masterKey] })
    expect(both.unwrap(wrapped, 'c1').equals(key)).toBe(true)
    expect(both.openRecord(old.sealRecord('Anna', 'staff'), 'staff')).toBe('Anna')
    expect(() => createSeal({ masterKey: next }).unwrap(wrapped, 'c1')).toThrow(/another MASTER_KEY/)
  })
})

describe('ids', () => {
  it('the same person on the same channel is the same conversation; without the key nobody can tell whose', () => {
    const idKey = freshKey()
    expect(idOf(idKey, 'telegram', '12345')).toBe(idOf(idKey, 'telegram', '12345'))
    expect(idOf(idKey, 'telegram', '12345')).toMatch(/^c[0-9a-f]{32}$/)
    expect(idOf(idKey, 'webchat', '12345')).not.toBe(idOf(idKey, 'telegram', '12345'))
    expect(idOf(idKey, 'telegra', 'm12345')).not.toBe(idOf(idKey, 'telegram', '12345'))
    expect(idOf(freshKey(), 'telegram', '12345')).not.toBe(idOf(idKey, 'telegram', '12345'))
  })

  it('an event id leaves a tag that nobody can make without the key', () => {
    const idKey = freshKey()
    const tag = createEventTag(idKey)
    expect(tag('telegram:1')).toMatch(/^[\w-]{22}$/)
    expect(createEventTag(idKey)('telegram:1')).toBe(tag('telegram:1'))
    expect(tag('telegram:2')).not.toBe(tag('telegram:1'))
    expect(createEventTag(freshKey())('telegram:1')).not.toBe(tag('telegram:1'))
  })
})

describe('stored conversations', () => {
  it('one kept before there were specialists is a person who ordered nothing', () => {
    const { audience: _, order: __, ...before } = conversation('c1')
    expect(upgradeConversation(before)).toEqual(conversation('c1'))
    const specialist = conversation('c1', { audience: 'specialist', order: { asks: 'language', since: 1 } })
    expect(upgradeConversation(specialist)).toEqual(specialist)
  })
  it('one of a newer shape is refused with a sentence, one without a shape, too', () => {
    expect(upgradeConversation(conversation('c1')).id).toBe('c1')
    expect(() => upgradeConversation({ v: 2 })).toThrow(/newer version/)
    for (const value of [null, 'text', {}, { v: '1' }]) expect(() => upgradeConversation(value)).toThrow(/shape number/)
  })
})
