import { useEffect, useState } from 'preact/hooks'

export interface Route {
  readonly id: string | null
  /** The third screen of a phone: what is known about the case. */
  readonly about: boolean
  /** A page beside the queue. */
  readonly page: Page | null
  /** An interpreter's talk, by the name it bears for them. */
  readonly theirs: string | null
  /** The secret of a one-time link. */
  readonly link: string | null
}

export type Page = 'profile' | 'staff' | 'report' | 'editor' | 'interpreting'

const queue: Route = { id: null, about: false, page: null, theirs: null, link: null }

/** `#/`, `#/case/<id>`, `#/case/<id>/about`, `#/profile`, `#/staff`, `#/report`, `#/editor`, `#/interpreting/<id>`, `#/link/<secret>`. */
export function routeOf(hash: string): Route {
  const [, word, id, about] = hash.replace(/^#/, '').split('/')
  if (word === 'case' && id) return { ...queue, id: decodeURIComponent(id), about: about === 'about' }
  if (word === 'profile' || word === 'staff' || word === 'report' || word === 'editor') return { ...queue, page: word }
  if (word === 'interpreting') return { ...queue, page: word, theirs: id || null }
  return word === 'link' ? { ...queue, link: id ?? '' } : queue
}

export const pathOf = (id: string | null, about = false): string =>
  id === null ? '#/' : `#/case/${encodeURIComponent(id)}${about ? '/about' : ''}`

export const theirPath = (id: string | null): string => (id === null ? '#/interpreting' : `#/interpreting/${id}`)

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const changed = () => setHash(location.hash)
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return routeOf(hash)
}
