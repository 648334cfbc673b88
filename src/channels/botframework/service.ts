/**
 * Our own token goes to the address an activity names: only these may name one. Teams and Skype share the first; Web
 * Chat, Direct Line and the other channels have hosts of their own under the second.
 */
const usual = (host: string): boolean => host === 'smba.trafficmanager.net' || host.endsWith('.botframework.com')

const loopbackNames = ['127.0.0.1', '[::1]', 'localhost']

/** `extra`: hosts from the settings, `name` or `name:port`. `loopback`: this computer, if listed, without https too. */
export function isAllowedService(address: string, extra: readonly string[], loopback: boolean): boolean {
  if (address.length > 500 || !URL.canParse(address)) return false
  const { protocol, hostname, host, port, username, password, search, hash } = new URL(address)
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false
  const isListed = extra.includes(hostname) || extra.includes(host)
  if (loopbackNames.includes(hostname)) return loopback && isListed && /^https?:$/.test(protocol)
  return protocol === 'https:' && ((usual(hostname) && port === '') || isListed)
}
