import { createServer, type RequestListener } from 'node:http'
import { bareServer } from './bare.ts'
import { ourServer } from './ours.ts'

/**
 * One server under measurement, in a process of its own: its CPU time is all its own.
 *   express             a bare Express 5 JSON POST
 *   durable             the same, and one write of it before 200: what "acknowledged only when durable" costs at least
 *   telegraf, botbuilder   bare echoes, what one would write instead
 *   webhook             ours, from request to durable commit to 200: nothing understood, nothing sent
 *   answer              ours, everything: understood, committed, sent, settled
 *   given               the same, but what is understood was known before
 *   botframework, webchat   everything, by these channels
 * `contender.ts NAME sqlite|redis API [SOCKET]`: the platform's address and Redis' socket.
 */
const [name = '', store = 'sqlite', apiRoot = '', socket = ''] = process.argv.slice(2)
const bench = { name, apiRoot, socket: store === 'redis' ? socket : null }
const listener: RequestListener = (await bareServer(bench)) ?? (await ourServer(bench))

const server = createServer(listener)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
})
process.on('SIGTERM', () => process.exit(0))
// Whoever measures is gone.
process.on('disconnect', () => process.exit(0))
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: user + system })
})

/** What a server is told: which it is, where the platform is, and where Redis, if it is to use one. */
export interface Bench {
  readonly name: string
  readonly apiRoot: string
  readonly socket: string | null
}
