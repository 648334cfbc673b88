import type { ServiceEntry } from '../../src/core/ledger.ts'
import { loadKeys } from '../../src/store/keys.ts'
import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { conversation, interpretation, turn } from '../store/builders.ts'

/** Services in the ledger of a helpline that is not running; one person for each list. */
export async function withServices(
  dir: string,
  ...people: readonly (readonly Partial<ServiceEntry>[])[]
): Promise<void> {
  const store = createSqliteStore({ dir, keys: loadKeys({ dataDir: dir, production: false }) })
  for (const [n, entries] of people.entries()) {
    const services = entries.map((entry) => interpretation({ case: `canary-case${n}`, ...entry }))
    await store.commit(turn(conversation(`canary-person${n}`), 0, { event: `telegram:services${n}`, services }))
  }
  await store.close()
}
