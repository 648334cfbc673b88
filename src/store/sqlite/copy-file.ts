import { chmodSync, closeSync, copyFileSync, fsyncSync, openSync } from 'node:fs'

/**
 * `node copy-file.ts FROM TO`: in a process of its own, because whoever closes a file lets go of all locks that their
 * process has on it, and SQLite would lose its own.
 */
const [, , from = '', to = ''] = process.argv
copyFileSync(from, to)
chmodSync(to, 0o600)
const file = openSync(to, 'r')
fsyncSync(file)
closeSync(file)
