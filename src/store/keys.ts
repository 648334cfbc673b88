import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface Keys {
  /** Wraps the conversations' keys; may rotate. */
  readonly masterKey: KeyObject
  /** They open what they wrapped, and wrap nothing more: the newest does it anew (rewrap.ts). */
  readonly olderMasterKeys?: readonly KeyObject[]
  /** Turns platform ids into ours; never rotates: with another one everybody would be a stranger. */
  readonly idKey: KeyObject
}

export interface KeySource {
  /** As given in the environment: base64 of 32 bytes. */
  readonly MASTER_KEY?: string | undefined
  readonly MASTER_KEYS_OLD?: readonly string[] | undefined
  readonly ID_KEY?: string | undefined
  readonly dataDir: string
  readonly production: boolean
}

type KeyName = 'MASTER_KEY' | 'ID_KEY'
const fileName = 'keys.env'

/** The keys from the environment. Outside production missing ones are made once and kept in the data directory. */
export function loadKeys(source: KeySource): Keys {
  const missing = (['MASTER_KEY', 'ID_KEY'] as const).filter((name) => !source[name])
  if (missing.length > 0 && source.production) throw new Error(missingSentence(missing))
  const kept = missing.length > 0 ? keptKeys(source.dataDir, missing) : {}
  const key = (name: KeyName): KeyObject =>
    source[name] ? parseKey(name, source[name], 'the environment') : parseKey(name, kept[name] ?? '', fileName)
  const olderMasterKeys = (source.MASTER_KEYS_OLD ?? []).map((old) =>
    parseKey('MASTER_KEYS_OLD', old, 'the environment'),
  )
  return { masterKey: key('MASTER_KEY'), idKey: key('ID_KEY'), olderMasterKeys }
}

function missingSentence(missing: readonly KeyName[]): string {
  const [is, them] = missing.length > 1 ? ['are', 'each of them'] : ['is', 'one']
  return `${missing.join(' and ')} ${is} missing. Make ${them} with \`openssl rand -base64 32\`, and keep a copy in a safe place: without it the stored talks cannot be read.`
}

function parseKey(name: KeyName | 'MASTER_KEYS_OLD', text: string, where: string): KeyObject {
  const bytes = Buffer.from(text.trim(), 'base64')
  // Buffer.from skips what is not base64: only a text that comes out the same was one.
  if (bytes.length === 32 && bytes.toString('base64') === text.trim()) return createSecretKey(bytes)
  throw new Error(
    `${name === 'MASTER_KEYS_OLD' ? 'Each key of MASTER_KEYS_OLD' : name} in ${where} must be base64 of 32 bytes (44 characters, the last one "="). Make one with \`openssl rand -base64 32\`.`,
  )
}

function keptKeys(dataDir: string, missing: readonly KeyName[]): Partial<Record<KeyName, string>> {
  const path = join(dataDir, fileName)
  const kept = existsSync(path) ? parseFile(readFileSync(path, 'utf8')) : {}
  const toMake = missing.filter((name) => kept[name] === undefined)
  if (toMake.length === 0) return kept
  for (const name of toMake) kept[name] = randomBytes(32).toString('base64')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  writeWhole(
    path,
    Object.entries(kept)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  )
  return kept
}

function parseFile(text: string): Partial<Record<KeyName, string>> {
  const kept: Partial<Record<KeyName, string>> = {}
  for (const line of text.split('\n')) {
    const [, name, value] = /^(MASTER_KEY|ID_KEY)=(.*)$/.exec(line.trim()) ?? []
    if (name === 'MASTER_KEY' || name === 'ID_KEY') kept[name] = value ?? ''
  }
  return kept
}

/** A key that is half written when the power goes is a key lost: first beside, then in place. */
function writeWhole(path: string, text: string): void {
  const beside = `${path}.new`
  const file = openSync(beside, 'w', 0o600)
  writeSync(file, text)
  fsyncSync(file)
  closeSync(file)
  renameSync(beside, path)
}
