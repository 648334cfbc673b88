import { useEffect, useState } from 'preact/hooks'

export interface Route {
  readonly id: string | null
  /** The third screen of a phone: what is known about the case. */
  readonly about: boolean
}

/** `#/`, `#/case/<id>`, `#/case/<id>/about`. */
export function routeOf(hash: string): Route {
  const [, word, id, about] = hash.replace(/^#/, '').split('/')
  return word === 'case' && id ? { id: decodeURIComponent(id), about: about === 'about' } : { id: null, about: false }
}

export const pathOf = (id: string | null, about = false): string =>
  id === null ? '#/' : `#/case/${encodeURIComponent(id)}${about ? '/about' : ''}`

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const changed = () => setHash(location.hash)
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return routeOf(hash)
}
