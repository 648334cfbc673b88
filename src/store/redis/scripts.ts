import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A Lua script: its text, and the name under which a server that has run it once knows it. */
export interface Script {
  readonly text: string
  readonly sha: string
}

const folder = join(import.meta.dirname, 'lua')
const common = readFileSync(join(folder, 'common.lua'), 'utf8')

function script(name: string): Script {
  const text = `${common}\n${readFileSync(join(folder, `${name}.lua`), 'utf8')}`
  return { text, sha: createHash('sha1').update(text).digest('hex') }
}

/** Each opens with its KEYS, its ARGV and what it gives. */
export const scripts = {
  case: script('case'),
  cases: script('cases'),
  census: script('census'),
  claim: script('claim'),
  commit: script('commit'),
  due: script('due'),
  empty: script('empty'),
  emptyStaff: script('empty-staff'),
  exchange: script('exchange'),
  file: script('file'),
  giveBack: script('give-back'),
  glance: script('glance'),
  ledger: script('ledger'),
  link: script('link'),
  load: script('load'),
  member: script('member'),
  meta: script('meta'),
  movingIn: script('moving-in'),
  movingOut: script('moving-out'),
  notice: script('notice'),
  ready: script('ready'),
  release: script('release'),
  renew: script('renew'),
  scan: script('scan'),
  session: script('session'),
  settle: script('settle'),
  stray: script('stray'),
  sweep: script('sweep'),
  transcript: script('transcript'),
  work: script('work'),
} as const
