import { randomBytes } from 'node:crypto'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadKeys } from '../../src/store/keys.ts'
import { freshDir } from './places.ts'

const given = { MASTER_KEY: randomBytes(32).toString('base64'), ID_KEY: randomBytes(32).toString('base64') }

describe('keys', () => {
  it('given ones are used, and nothing is written', () => {
    const dataDir = freshDir()
    const keys = loadKeys({ ...given, dataDir, production: true })
    expect(keys.masterKey.export().toString('base64')).toBe(given.MASTER_KEY)
    expect(keys.idKey.export().toString('base64')).toBe(given.ID_KEY)
    expect(readdirSync(dataDir)).toEqual([])
  })

  it('outside production missing ones are made once, for the owner only', () => {
    const dataDir = join(freshDir(), 'data')
    const first = loadKeys({ dataDir, production: false })
    const again = loadKeys({ dataDir, production: false })
    expect([again.masterKey.equals(first.masterKey), again.idKey.equals(first.idKey)]).toEqual([true, true])
    expect(first.masterKey.symmetricKeySize).toBe(32)
    expect(first.masterKey.equals(first.idKey)).toBe(false)
    expect(readdirSync(dataDir)).toEqual(['keys.env'])
    expect(statSync(join(dataDir, 'keys.env')).mode & 0o777).toBe(0o600)
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  })

  it('one may be given and the other kept', () => {
    const dataDir = freshDir()
    const mixed = loadKeys({ MASTER_KEY: given.MASTER_KEY, dataDir, production: false })
    expect(mixed.masterKey.export().toString('base64')).toBe(given.MASTER_KEY)
    expect(loadKeys({ dataDir, production: false }).idKey.equals(mixed.idKey)).toBe(true)
  })

  it('production does not start without them, and says how to make them', () => {
    const dataDir = freshDir()
    expect(() => loadKeys({ dataDir, production: true })).toThrow(
      /MASTER_KEY and ID_KEY are missing.*openssl rand -base64 32/,
    )
    expect(() => loadKeys({ MASTER_KEY: given.MASTER_KEY, dataDir, production: true })).toThrow(/^ID_KEY is missing/)
    expect(readdirSync(dataDir)).toEqual([])
  })

  it.each(['short', 'not base64 at all!', randomBytes(16).toString('base64'), randomBytes(32).toString('hex')])(
    'a key that is not base64 of 32 bytes is refused: %s',
    (MASTER_KEY) => {
      const source = { ...given, MASTER_KEY, dataDir: freshDir(), production: true }
      expect(() => loadKeys(source)).toThrow(/MASTER_KEY in the environment must be base64 of 32 bytes/)
    },
  )

  it('older master keys are read as given; a mistake in one is told without the key', () => {
    const old = randomBytes(32).toString('base64')
    const source = { ...given, dataDir: freshDir(), production: true }
    const { olderMasterKeys = [] } = loadKeys({ ...source, MASTER_KEYS_OLD: [old] })
    expect(olderMasterKeys.map((key) => key.export().toString('base64'))).toEqual([old])
    const said = (() => {
      try {
        loadKeys({ ...source, MASTER_KEYS_OLD: [old, 'canary'] })
      } catch (error) {
        return String(error)
      }
      return ''
    })()
    expect(said).toContain('Each key of MASTER_KEYS_OLD')
    expect(said).not.toContain('canary')
  })

  it('a damaged file is named', () => {
    const dataDir = freshDir()
    writeFileSync(join(dataDir, 'keys.env'), 'MASTER_KEY=abc\nID_KEY=\n')
    expect(() => loadKeys({ dataDir, production: false })).toThrow(/MASTER_KEY in keys.env/)
  })
})
