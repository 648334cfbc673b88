import { createMemoryStore } from '../../src/store/memory.ts'
import { recordsContract } from '../contracts/records.ts'
import { storeContract } from '../contracts/store.ts'

storeContract('memory store', async (options) => createMemoryStore(options))
recordsContract('memory records', async () => createMemoryStore())
