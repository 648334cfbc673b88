import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

type Env = Readonly<Record<string, string>>
const appId = '11112222-aaaa-4bbb-8ccc-333344445555'
const whole = { MICROSOFT_APP_ID: appId, MICROSOFT_APP_PASSWORD: 'canary' }
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://help.example.org',
  DATA_DIR: '/data',
  MASTER_KEY: 'k',
  ID_KEY: 'k',
}

function faultsOf(env: Env): readonly string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    expect(error.message).not.toMatch(/canary/)
    return error.faults
  }
}

describe('the settings of the Bot Framework', () => {
  it('none of them: it is off, and the demo is on', () => {
    expect(readConfig({})).toMatchObject({ demo: true, botFramework: null })
  })

  it('id and secret are enough; with them there is no demo, in no environment', () => {
    const { demo, botFramework } = readConfig(whole)
    expect(demo).toBe(false)
    expect(botFramework).toEqual({
      appId,
      password: 'canary',
      tenant: null,
      serviceHosts: [],
      apiRoot: null,
      messagesPerSecond: 25,
    })
    expect(readConfig({ ...whole, ...production }).botFramework).toEqual(botFramework)
  })

  it.each<readonly [string, Env, readonly string[]]>([
    ['an id without a secret', { MICROSOFT_APP_ID: appId }, ['PASSWORD is missing']],
    ['a secret without an id', { MICROSOFT_APP_PASSWORD: 'canary' }, ['ID is missing']],
    ['an empty id', { ...whole, MICROSOFT_APP_ID: '  ' }, ['ID is missing']],
    ['a type alone', { MICROSOFT_APP_TYPE: 'MultiTenant' }, ['ID is missing', 'PASSWORD is missing']],
    ['an id that is none', { ...whole, MICROSOFT_APP_ID: 'canary' }, ['no app id']],
    [
      'an identity without a secret',
      { ...whole, MICROSOFT_APP_TYPE: 'UserAssignedMSI' },
      ['MICROSOFT_APP_TYPE must be'],
    ],
    [
      'one tenant without its name',
      { ...whole, MICROSOFT_APP_TYPE: 'SingleTenant' },
      ['needs MICROSOFT_APP_TENANT_ID'],
    ],
    ['a tenant that is a path', { ...whole, MICROSOFT_APP_TENANT_ID: '../canary' }, ['no tenant']],
    ['a host with a path', { ...whole, MICROSOFT_SERVICE_HOSTS: 'https://a.example/x' }, ['no host']],
    ['a host that is a pattern', { ...whole, MICROSOFT_SERVICE_HOSTS: '*.example.org' }, ['no host']],
    ['a rate of nothing', { ...whole, MICROSOFT_MESSAGES_PER_SECOND: '0' }, ['MESSAGES_PER_SECOND must be']],
    [
      'keys from elsewhere',
      { ...whole, MICROSOFT_API_ROOT: 'https://keys.example.org' },
      ['for tests on this computer'],
    ],
  ])('%s is told in a sentence', (_what, env, sentences) => {
    const faults = faultsOf(env)
    expect(faults).toHaveLength(sentences.length)
    for (const [i, sentence] of sentences.entries()) expect(faults[i]).toContain(sentence)
  })

  it('a tenant is used unless the app is said to be for many', () => {
    const tenant = 'aaaabbbb-1111-4222-8333-ccccddddeeee'
    const of = (type: Env) => readConfig({ ...whole, MICROSOFT_APP_TENANT_ID: tenant, ...type }).botFramework?.tenant
    expect(of({})).toBe(tenant)
    expect(of({ MICROSOFT_APP_TYPE: 'SingleTenant' })).toBe(tenant)
    expect(of({ MICROSOFT_APP_TYPE: 'MultiTenant' })).toBeNull()
  })

  it("on a developer's computer loopback may be listed, in production neither it nor other keys", () => {
    const local = {
      ...whole,
      MICROSOFT_API_ROOT: 'http://127.0.0.1:4000',
      MICROSOFT_SERVICE_HOSTS: 'localhost, gcc.example',
    }
    expect(readConfig(local).botFramework?.serviceHosts).toEqual(['localhost', 'gcc.example', '127.0.0.1:4000'])
    const faults = faultsOf({ ...local, ...production })
    expect(faults).toHaveLength(2)
    expect(faults.join()).toMatch(/MICROSOFT_API_ROOT.*MICROSOFT_SERVICE_HOSTS/)
  })
})

describe('the settings of Redis', () => {
  const redis = (REDIS_URL: string, more: Env = {}) => readConfig({ REDIS_URL, ...more }).redis
  const plain = {
    kind: 'one',
    servers: [{ host: 'localhost', port: 6379 }],
    path: null,
    tls: false,
    user: null,
    password: null,
    database: 0,
    master: null,
    partitions: 64,
  }
  const a = { host: 'a', port: 6379 }

  it('without an address talks are kept in DATA_DIR', () => {
    expect(readConfig({}).redis).toBeNull()
  })

  it.each<readonly [string, object]>([
    ['redis://localhost', plain],
    ['redis://localhost:6380/2', { ...plain, servers: [{ host: 'localhost', port: 6380 }], database: 2 }],
    ['rediss://anna:p%40ss%@localhost', { ...plain, tls: true, user: 'anna', password: 'p%40ss%' }],
    ['rediss://anna:p%40ss@localhost', { ...plain, tls: true, user: 'anna', password: 'p@ss' }],
    ['redis://:canary@[::1]:7000', { ...plain, servers: [{ host: '::1', port: 7000 }], password: 'canary' }],
    ['unix:///run/redis.sock', { ...plain, servers: [], path: '/run/redis.sock' }],
    [
      'unix://u:canary@localhost/run/r.sock',
      { ...plain, servers: [], path: '/run/r.sock', user: 'u', password: 'canary' },
    ],
    ['redis://a, b:7001', { ...plain, kind: 'cluster', servers: [a, { host: 'b', port: 7001 }] }],
    [
      'redis://u:canary@a,redis://b',
      { ...plain, kind: 'cluster', servers: [a, { ...a, host: 'b' }], user: 'u', password: 'canary' },
    ],
    [
      'sentinel://a:1,b/main',
      {
        ...plain,
        kind: 'sentinel',
        servers: [
          { host: 'a', port: 1 },
          { host: 'b', port: 26379 },
        ],
        master: 'main',
      },
    ],
  ])('%s', (url, expected) => {
    expect(redis(url)).toEqual(expected)
  })

  it('into how many partitions talks are spread may be said', () => {
    expect(redis('redis://a', { REDIS_PARTITIONS: '128' })?.partitions).toBe(128)
    expect(faultsOf({ REDIS_URL: 'redis://a', REDIS_PARTITIONS: '0' })[0]).toContain('REDIS_PARTITIONS')
  })

  it.each([
    'canary',
    'http://canary',
    'redis://',
    'redis://a/canary',
    'redis://a,b/1',
    'sentinel://canary',
    'redis://a,rediss://canary',
    'unix://',
  ])('%s is refused with a sentence that does not repeat it', (url) =>
    expect(faultsOf({ REDIS_URL: url })).toMatchObject([expect.stringContaining('REDIS_URL must be')]),
  )
})

describe('the token for figures', () => {
  it('absent: there is no such page; long enough: it is taken; short or with other letters: refused by name', () => {
    const long = 'canary_'.repeat(5)
    expect(readConfig({}).metricsToken).toBeNull()
    expect(readConfig({ METRICS_TOKEN: long }).metricsToken).toBe(long)
    for (const wrong of ['canary', `${long} ${long}`, `${long}:`])
      expect(faultsOf({ METRICS_TOKEN: wrong })).toEqual([expect.stringContaining('METRICS_TOKEN must be')])
  })
})
