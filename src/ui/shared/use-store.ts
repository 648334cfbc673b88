import { useEffect, useState } from 'preact/hooks'
import type { Store } from './store.ts'

/** The store's value, drawn anew whenever it changes. */
export function useStore<S>(source: Store<S>): S {
  const [, draw] = useState(source.get())
  useEffect(() => {
    draw(source.get())
    return source.listen(() => draw(source.get()))
  }, [source])
  return source.get()
}
