import { createSqliteStore } from '../../src/store/sqlite/store.ts'
import { recordsContract } from '../contracts/records.ts'
import { storeContract } from '../contracts/store.ts'
import { freshDir } from './places.ts'
import { testKeys } from './test-keys.ts'

storeContract('sqlite store', async (options) =>
  createSqliteStore({ dir: freshDir(), keys: testKeys, frozen: true, ...options }),
)
recordsContract('sqlite records', async () => createSqliteStore({ dir: freshDir(), keys: testKeys }))
