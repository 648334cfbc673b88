import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { secretId } from '../../src/staff/secrets.ts'
import { loadKeys } from '../../src/store/keys.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { freshDir } from '../store/places.ts'

const script = join(import.meta.dirname, '../../src/cli/staff.ts')

/** One data folder, and what the command says about it. */
function atTheTerminal() {
  const dir = freshDir()
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dir, PUBLIC_URL: 'https://help.example' }
  const staff = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env })
    return { status, said: stdout, complained: stderr }
  }
  return { staff, open: () => createSqliteStore({ dir, keys: loadKeys({ dataDir: dir, production: false }) }) }
}

const secretOf = (said: string): string =>
  /^https:\/\/help\.example\/console#\/link\/([\w-]{43})$/m.exec(said)?.[1] ?? ''

describe('npm run staff', () => {
  it('makes the first coordinator: a link is printed once, a password never', async () => {
    const { staff, open } = atTheTerminal()
    expect(staff('list').said).toContain('Nobody yet. The first coordinator:')
    const { status, said } = staff(
      'invite',
      'Ilze',
      '--name',
      'Ilze Kalna',
      '--roles',
      'coordinator,consultant',
      '--offices',
      'riga',
      '--on-duty',
    )
    expect(status).toBe(0)
    const store = open()
    const link = await store.link(secretId(secretOf(said)))
    const member = await store.staffByLogin('ilze')
    await store.close()
    expect(link).toMatchObject({ staff: member?.id, what: 'invitation' })
    expect(member).toMatchObject({ legalName: 'Ilze Kalna', displayName: '', passwordHash: null })
    const listed = staff('list').said
    expect(listed).toMatch(/^ilze\t-\tconsultant,coordinator\tgeneral\triga\tlv,ru,en\tinvited\ton duty\tnever seen\n$/)
    expect(listed).not.toContain('Kalna')
  })

  it('makes a link for a lost phone, disables, enables and removes', async () => {
    const { staff, open } = atTheTerminal()
    staff('invite', 'anna', '--name', 'Anna Berga')
    const secret = secretOf(staff('reset', 'anna', '--drop-factors').said)
    const store = open()
    expect(await store.link(secretId(secret))).toMatchObject({ dropFactors: true })
    await store.close()
    expect(staff('disable', 'anna').said).toBe('anna: disabled. They are signed out everywhere.\n')
    expect(staff('reset', 'anna')).toMatchObject({ status: 1, complained: expect.stringContaining('enable LOGIN') })
    expect(staff('enable', 'anna').said).toBe('anna: enabled.\n')
    expect(staff('remove', 'anna').status).toBe(0)
    expect(staff('list').said).toContain('Nobody yet')
  })

  it.each([
    [['invite', 'anna'], 'Give the legal name'],
    [['invite', 'A B', '--name', 'Anna'], 'A login has 2 to 60'],
    [['invite', 'anna', '--name', 'Anna', '--roles', 'admin'], 'Give at least one role'],
    [['invite', 'anna', '--name', 'Anna', '--desks', 'moon'], 'knowledge/desks.yaml'],
    [['invite', 'anna', '--name', 'Anna', '--languages', 'xx'], 'knowledge/languages.yaml'],
    [['invite', 'anna', '--name', 'Anna', '--gender', 'x'], '--gender is'],
    [['reset', 'nobody'], 'Nobody has this login'],
    [['dance'], 'npm run staff -- invite'],
  ])('says in a sentence what is wrong: %j', (args, sentence) => {
    const { status, complained } = atTheTerminal().staff(...args)
    expect(status).toBe(1)
    expect(complained).toContain(sentence)
    expect(complained).not.toMatch(/\n\s+at /)
  })

  it('explains itself', () => {
    for (const args of [['--help'], []]) expect(atTheTerminal().staff(...args).said).toContain('Stop the server first')
  })
})
