import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import express from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { onSignOut } from '../../src/web/admitted.ts'
import { staffRoutes } from '../../src/web/staff-routes.ts'
import { openStream } from '../../src/web/stream.ts'
import { ask } from '../platforms/consultant.ts'
import { openHouse } from '../staff/house.ts'

const minute = 60_000
let server: Server | null = null
afterEach(() => void server?.close())

/** The console's door alone, with a clock that can be moved; behind it a stream, a page that reads, and a deed. */
async function openDoor() {
  const house = openHouse()
  const { router, admit } = staffRoutes({
    ...house,
    mayManageStaff: () => false,
    choices: () => ({ desks: [], offices: [], languages: [] }),
    demoLogins: null,
    publicUrl: null,
    pager: null,
  })
  const app = express()
  app.use('/api', router)
  app.get('/live', admit, (request, response) => {
    const stream = openStream('console', request, response)
    stream.onClose(onSignOut(request, () => stream.end()))
  })
  app.use(admit, (_request, response) => void response.json({}))
  app.use(((_error, _request, response, _next) => void response.status(401).json({})) as express.ErrorRequestHandler)
  server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const cookie = `staff=${(await house.ready()).cookie}`
  const call = async (method: string, path: string) =>
    (await ask(base + path, method, method === 'POST' ? {} : undefined, { cookie })).status
  return { ...house, base, cookie, call }
}

describe('half an hour without a person', () => {
  it.each([
    ['reading the queue', 'GET', '/cases'],
    ['saying who looks at a case', 'POST', '/cases/x/presence'],
  ])('is not put off by what the page does by itself: %s', async (_what, method, path) => {
    const { clock, call } = await openDoor()
    clock.now += 20 * minute
    expect(await call(method, path)).toBe(200)
    clock.now += 11 * minute
    expect(await call(method, path)).toBe(401)
  })

  it.each([
    ['a deed', 'POST', '/cases/x/claim'],
    ['a moved hand', 'GET', '/api/session'],
  ])('begins anew with %s', async (_what, method, path) => {
    const { clock, call } = await openDoor()
    clock.now += 20 * minute
    expect(await call(method, path)).toBe(200)
    clock.now += 20 * minute
    expect(await call('GET', '/cases')).toBe(200)
  })

  it('ends the open stream as well, within a second', async () => {
    const { clock, base, cookie } = await openDoor()
    const stream = await fetch(`${base}/live`, { headers: { cookie } })
    expect(stream.status).toBe(200)
    clock.now += 31 * minute
    const began = performance.now()
    await stream.text()
    expect(performance.now() - began).toBeLessThan(1000)
  })
})
