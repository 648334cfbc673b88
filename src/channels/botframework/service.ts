/**
 * Our own token goes to the address an activity names: only these may name one. Teams and Skype share the first; Web
 * Chat, Direct Line and the other channels have hosts of their own under the second.
 */
const usual = (host: string): boolean => host === 'smba.trafficmanager.net' || host.endsWith('.botframework.com')

const loopbackNames = ['127.0.0.1', '[::1]', 'localhost']

/** Files of Teams lie with OneDrive and SharePoint, under addresses that open by themselves; those of Skype ask for our token. */
const store = (host: string): boolean => host.endsWith('.sharepoint.com')
const skype = (host: string): boolean => host.endsWith('.asm.skype.com')

/** Whether a file may be fetched there, and with our token; null = nobody asks there. Hosts as in `isAllowedService`. */
export function fileAccess(address: string, extra: readonly string[], loopback: boolean): boolean | null {
  if (address.length > 2000 || !URL.canParse(address)) return null
  const { origin, protocol, hostname, port, username, password } = new URL(address)
  if (username !== '' || password !== '') return null
  if (isAllowedService(`${origin}/`, extra, loopback)) return true
  if (protocol !== 'https:' || port !== '') return null
  return skype(hostname) ? true : store(hostname) ? false : null
}

/** `extra`: hosts from the settings, `name` or `name:port`. `loopback`: this computer, if listed, without https too. */
export function isAllowedService(address: string, extra: readonly string[], loopback: boolean): boolean {
  if (address.length > 500 || !URL.canParse(address)) return false
  const { protocol, hostname, host, port, username, password, search, hash } = new URL(address)
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false
  const isListed = extra.includes(hostname) || extra.includes(host)
  if (loopbackNames.includes(hostname)) return loopback && isListed && /^https?:$/.test(protocol)
  return protocol === 'https:' && ((usual(hostname) && port === '') || isListed)
}
