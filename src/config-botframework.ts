import { isLoopback, readNumber, readUrl } from './config-values.ts'

export interface BotFrameworkConfig {
  readonly appId: string
  readonly password: string
  /** Null: an app of many tenants. */
  readonly tenant: string | null
  /** Services besides Microsoft's own that we speak to. */
  readonly serviceHosts: readonly string[]
  /** Null = Microsoft's. */
  readonly apiRoot: string | null
  readonly messagesPerSecond: number
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Off when none of its settings is there: half a credential is a fault, for an empty app id would let everybody in. */
export function readBotFramework(
  value: (name: string) => string | null,
  production: boolean,
  faults: string[],
): BotFrameworkConfig | null {
  const names = ['ID', 'PASSWORD', 'TYPE', 'TENANT_ID'].map((name) => `MICROSOFT_APP_${name}`)
  if (names.every((name) => value(name) === null)) return null
  const [appId = null, password = null, type = null, tenant = null] = names.map(value)
  if (appId === null)
    faults.push('MICROSOFT_APP_ID is missing. It stands on the page of the bot in Azure; see README, "Teams".')
  else if (!guid.test(appId))
    faults.push('MICROSOFT_APP_ID is no app id. Copy it again from Azure: 32 digits and letters with four dashes.')
  if (password === null)
    faults.push('MICROSOFT_APP_PASSWORD is missing: the value (not the id) of a client secret of the app.')
  if (type !== null && type !== 'MultiTenant' && type !== 'SingleTenant')
    faults.push('MICROSOFT_APP_TYPE must be `SingleTenant` or `MultiTenant`. Managed identities are not supported.')
  if (type === 'SingleTenant' && tenant === null)
    faults.push('MICROSOFT_APP_TYPE=SingleTenant needs MICROSOFT_APP_TENANT_ID.')
  if (tenant !== null && !guid.test(tenant) && !/^[a-z0-9.-]{3,100}$/i.test(tenant))
    faults.push('MICROSOFT_APP_TENANT_ID is no tenant. Copy it again from Azure.')
  const apiRoot = readUrl('MICROSOFT_API_ROOT', value('MICROSOFT_API_ROOT'), faults)
  if (apiRoot !== null && (production || !isLoopback(new URL(apiRoot).hostname)))
    faults.push(
      'MICROSOFT_API_ROOT is for tests on this computer: whoever sets it decides who is let in. Leave it out.',
    )
  const limit = value('MICROSOFT_MESSAGES_PER_SECOND')
  return {
    appId: appId ?? '',
    password: password ?? '',
    tenant: type === 'MultiTenant' ? null : tenant,
    serviceHosts: [
      ...readHosts(value('MICROSOFT_SERVICE_HOSTS'), production, faults),
      ...(apiRoot === null ? [] : [new URL(apiRoot).host]),
    ],
    apiRoot,
    // Microsoft's limits bind us at Microsoft only.
    messagesPerSecond:
      apiRoot !== null && limit === null
        ? Number.POSITIVE_INFINITY
        : readNumber('MICROSOFT_MESSAGES_PER_SECOND', limit, 25, 1, 1000, faults),
  }
}

/** Our token is sent to these: names, not patterns. */
function readHosts(text: string | null, production: boolean, faults: string[]): string[] {
  const hosts = (text ?? '').split(/[\s,]+/).filter((host) => host !== '')
  for (const host of hosts) {
    const isHost = /^[a-z0-9.-]{1,100}(:\d{1,5})?$/.test(host) && URL.canParse(`https://${host}`)
    if (!isHost)
      faults.push(`MICROSOFT_SERVICE_HOSTS: \`${host}\` is no host. Write it as smba.infra.gcc.teams.microsoft.com.`)
    else if (production && /^(localhost|[\d.]+)(:|$)/.test(host))
      faults.push(
        `MICROSOFT_SERVICE_HOSTS: \`${host}\` is this computer or a bare address. In production only names are taken.`,
      )
  }
  return hosts
}
