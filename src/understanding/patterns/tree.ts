/** Things by the letters of a word: reading a word once finds all that it is, or begins with, however many there are. */
export interface Tree<T> {
  /** `isOpen`: a word that begins so and goes on as it likes is meant, too. */
  add(word: string, isOpen: boolean, what: T): void
  /** Shorter beginnings first, the whole word last. */
  find(word: string): T[]
}

interface Branch<T> {
  // The last letters of most words branch no more: the first branch needs no map.
  letter: number
  only: Branch<T> | null
  next: Map<number, Branch<T>> | null
  begun: T[] | null
  whole: T[] | null
}

export function createTree<T>(): Tree<T> {
  const root = branch<T>()
  return {
    add(word, isOpen, what) {
      let at = root
      for (let i = 0; i < word.length; i++) at = grow(at, word.charCodeAt(i))
      const kind = isOpen ? 'begun' : 'whole'
      at[kind] ??= []
      at[kind].push(what)
    },
    find(word) {
      const found: T[] = []
      let at: Branch<T> | undefined = root
      for (let i = 0; i < word.length && at; i++) {
        at = follow(at, word.charCodeAt(i))
        if (at?.begun) found.push(...at.begun)
      }
      if (at?.whole) found.push(...at.whole)
      return found
    },
  }
}

const branch = <T>(): Branch<T> => ({ letter: -1, only: null, next: null, begun: null, whole: null })

function follow<T>(at: Branch<T>, letter: number): Branch<T> | undefined {
  return at.letter === letter ? (at.only ?? undefined) : at.next?.get(letter)
}

function grow<T>(at: Branch<T>, letter: number): Branch<T> {
  const known = follow(at, letter)
  if (known) return known
  const grown = branch<T>()
  if (at.only === null) {
    at.letter = letter
    at.only = grown
  } else {
    at.next ??= new Map()
    at.next.set(letter, grown)
  }
  return grown
}
