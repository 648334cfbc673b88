import { type Response, Router } from 'express'
import { dataPage, type Kept } from './data-page.ts'

export interface DataDoor {
  /** The language somebody is spoken to in; null when the link leads nowhere. */
  language(secret: string): Promise<string | null>
  /** What is kept, for the first who opens it; null for all others. */
  open(secret: string): Promise<Kept | null>
  /** Sentences in a language; English where it has none. */
  say(key: string, language: string | null): string
}

/**
 * `/mydata/<secret>`: the one-time link. Opening the address shows a button alone, for platforms and virus scanners open
 * every link before the person does; the button shows what is kept, once. No script, nothing kept by the browser.
 */
export function dataRoute(door: DataDoor): Router {
  const router = Router()
  router.get('/:secret', async ({ params: { secret } }, response) => {
    const language = await door.language(secret)
    if (language === null) return gone(response)
    const [title, show] = [door.say('mydata.title', language), door.say('mydata.show', language)]
    send(response, 200, dataPage({ language, title, button: show }))
  })
  router.post('/:secret', async ({ params: { secret } }, response) => {
    const kept = await door.open(secret)
    if (kept === null) return gone(response)
    send(response, 200, dataPage({ language: kept.language, title: door.say('mydata.title', kept.language), kept }))
  })
  return router

  /** Used, too old, erased and never made look the same. */
  function gone(response: Response): void {
    send(
      response,
      404,
      dataPage({ language: 'en', title: ['lv', 'ru', 'en'].map((tag) => door.say('mydata.gone', tag)).join(' ') }),
    )
  }
}

function send(response: Response, status: number, page: string): void {
  response.status(status).set('cache-control', 'no-store').set('x-robots-tag', 'noindex').type('html').send(page)
}
