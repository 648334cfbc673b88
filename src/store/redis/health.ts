import type { Wire } from './wire.ts'

const oldest = 7

export interface Health {
  /** Settings that would lose somebody's words, a sentence each. */
  readonly faults: readonly string[]
  /** What our account may not ask: somebody else must look, a sentence each. */
  readonly unknown: readonly string[]
}

export async function healthOf(wire: Wire): Promise<Health> {
  const faults = new Set<string>()
  const unknown: string[] = []
  const version = await ask(wire, ['INFO', 'server'])
  for (const info of version ?? []) {
    const [, found] = /^redis_version:(\S+)/m.exec(info) ?? []
    if (Number.parseInt(found ?? '0', 10) < oldest)
      faults.add(`Redis is version ${found ?? 'unknown'}; it must be ${oldest} or newer.`)
  }
  if (!version)
    unknown.push('The version of Redis cannot be asked: the account may not use INFO. It must be 7 or newer.')
  for (const rule of rules) {
    const values = await ask(wire, ['CONFIG', 'GET', rule.name])
    if (!values) unknown.push(`Redis does not let us read \`${rule.name}\`: see to it that ${rule.must}.`)
    for (const value of values ?? [])
      if (!rule.allowed.includes(value)) faults.add(`Redis has \`${rule.name} ${value}\`: ${rule.why}`)
  }
  return { faults: [...faults], unknown }
}

/** Throws all faults where nothing may be lost; otherwise they are only told. */
export function admit({ faults, unknown }: Health, refuse: boolean, warn: (sentence: string) => void): void {
  if (faults.length > 0 && refuse) {
    throw new Error(`Redis is not fit to keep people's words:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
  }
  for (const sentence of [...faults, ...unknown]) warn(sentence)
}

interface Rule {
  readonly name: string
  readonly allowed: readonly string[]
  readonly must: string
  readonly why: string
}

const rules: readonly Rule[] = [
  {
    name: 'appendonly',
    allowed: ['yes'],
    must: 'it is yes',
    why: 'after a restart everything since the last snapshot would be gone. Set `appendonly yes`.',
  },
  {
    name: 'appendfsync',
    allowed: ['always'],
    must: 'it is always',
    why: 'when the power goes, or the disk is full, what we have acknowledged may be lost. Set `appendfsync always`.',
  },
  {
    name: 'maxmemory-policy',
    allowed: ['noeviction'],
    must: 'it is noeviction',
    why: 'when memory is short it would throw away talks. Set `maxmemory-policy noeviction`.',
  },
]

/** The last text of each server's answer; null when it may not be asked. */
async function ask(wire: Wire, command: readonly string[]): Promise<readonly string[] | null> {
  try {
    return (await wire.each(command)).map(last)
  } catch (error) {
    if (error instanceof Error && /^(NOPERM|ERR unknown command)/.test(error.message)) return null
    throw error
  }
}

/** A text, or a setting's name and value: as a list, or as a map, which comes as an object. */
function last(reply: unknown): string {
  if (typeof reply === 'string' || Buffer.isBuffer(reply)) return reply.toString()
  const values: unknown[] = Array.isArray(reply) ? reply : Object.values(reply ?? {})
  return String(values.at(-1))
}
