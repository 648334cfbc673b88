import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Env, spawnApp, startHelpline } from '../platforms/helpline.ts'
import { freshDir } from '../store/places.ts'

async function refused(env: Env): Promise<string> {
  const { exit, output } = spawnApp({ DATA_DIR: freshDir(), ...env })
  expect(await exit).toBe(1)
  expect(output()).not.toMatch(/canary|\n\s+at /i)
  return output()
}

describe('starting', () => {
  it('production lists everything that is missing at once, and prints no secret', async () => {
    const said = await refused({
      NODE_ENV: 'production',
      DATA_DIR: '',
      TELEGRAM_BOT_TOKEN: 'canary token',
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: 'canary',
    })
    for (const name of [
      'MASTER_KEY',
      'ID_KEY',
      'PUBLIC_URL',
      'DATA_DIR',
      'TELEGRAM_BOT_TOKEN',
      'TELEGRAM_WEBHOOK_SECRET',
    ])
      expect(said).toContain(name)
    expect(said).toContain('openssl rand')
  })

  it('production does not take plain http for its address, nor keys that are none', async () => {
    const keys = { MASTER_KEY: 'canary', ID_KEY: 'canary' }
    expect(await refused({ NODE_ENV: 'production', PUBLIC_URL: 'http://canary.example', ...keys })).toContain('https:')
    expect(await refused({ NODE_ENV: 'production', PUBLIC_URL: 'https://help.example', ...keys })).toContain(
      'MASTER_KEY',
    )
  })

  it('the demo, whose passwords everybody knows, serves this computer only', async () => {
    expect(await refused({ HOST: '0.0.0.0' })).toContain('HOST is 0.0.0.0')
    expect(await refused({ HOST: '::' })).toContain('the demo has known passwords')
  })

  it('numbers and addresses that are none are refused by name', async () => {
    const said = await refused({ PORT: 'canary', PUBLIC_URL: 'canary', EMBED_ORIGINS: 'https://a.example/path' })
    for (const name of ['PORT', 'PUBLIC_URL', 'EMBED_ORIGINS']) expect(said).toContain(name)
  })

  it('knowledge with faults: every fault with its place, and no start', async () => {
    const dir = join(freshDir(), 'knowledge')
    cpSync(fileURLToPath(new URL('../../knowledge', import.meta.url)), dir, { recursive: true })
    mkdirSync(join(dir, 'topics/work'), { recursive: true })
    writeFileSync(join(dir, 'topics/work/broken.yaml'), 'id: broken\nstatus: maybe\ntitle: [\n')
    writeFileSync(join(dir, 'topics/work/renamed.yaml'), 'id: other\nstatus: maybe\n')
    writeFileSync(join(dir, 'menu.yaml'), 'areas: 7\n')
    const said = await refused({ KNOWLEDGE_DIR: dir })
    expect(said).toMatch(/knowledge\/menu\.yaml:1:\d+ {2}\S/)
    expect(said).toMatch(/knowledge\/topics\/work\/broken\.yaml:\d+:\d+ {2}\S/)
    // Two faults of one file, found by different checks, at once.
    expect(said).toMatch(/renamed\.yaml:1:\d+ {2}The id is `other`/)
    expect(said).toMatch(/renamed\.yaml:2:\d+ {2}`status` cannot be `maybe`/)
  })

  it('a folder that another helpline is using, and a port that is taken, are told in a sentence', async () => {
    const first = await startHelpline()
    expect(await refused({ DATA_DIR: first.dir })).toContain('Another helpline is already running')
    expect(await refused({ PORT: new URL(first.url).port })).toContain('The port is taken')
    expect(await first.end('SIGINT')).toBe(0)
  })
})
