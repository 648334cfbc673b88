/**
 *   helpline.db                                             keys.db (not in long-lived backups)
 *   conversations ─┬─ lines    number, delivery, until      keys  id ─ conversation ─ wrapped data key
 *     key_id ──────┼─ outbox   one row while lines wait       └─ a talk whose key is gone is gone
 *                  └─ cases    the queue
 *   seen           what was taken in (48 h)
 *   staff, sessions
 *
 * In the clear: our own ids, numbers, times, states. Whatever a person or a colleague could be known by is sealed.
 */
export const shape = 1

export const mainSchema = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

  CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    key_id INTEGER NOT NULL,
    handling TEXT NOT NULL,
    touched_at INTEGER NOT NULL,
    due_at INTEGER,              -- the earliest of \`due\`
    due TEXT NOT NULL,           -- all of them, as JSON: they are only ever replaced together
    sealed BLOB NOT NULL
  );
  CREATE INDEX conversations_due ON conversations (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX conversations_idle ON conversations (touched_at) WHERE handling IN ('bot', 'closed');

  CREATE TABLE lines (
    conversation TEXT NOT NULL,
    number INTEGER NOT NULL,
    delivery TEXT,               -- DeliveryState.at
    outcome BLOB,                -- sealed: receipt or reason
    until INTEGER,
    sealed BLOB,                 -- null: the words are erased
    PRIMARY KEY (conversation, number)
  );                             -- With a rowid: new words of all talks lie side by side, few pages are written per group.
  CREATE INDEX lines_until ON lines (until) WHERE until IS NOT NULL;

  -- A row while lines wait. \`head\`, the first of them, spares us looking through the talk; only the head is ever postponed.
  CREATE TABLE outbox (
    conversation TEXT PRIMARY KEY,
    head INTEGER NOT NULL,
    since INTEGER NOT NULL,
    ready_at INTEGER NOT NULL,   -- 0 = at once
    tries INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX outbox_ready ON outbox (ready_at, since);

  CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    open INTEGER NOT NULL,
    rank INTEGER NOT NULL,       -- urgency
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    by_id TEXT,
    sealed BLOB NOT NULL
  );
  CREATE INDEX cases_conversation ON cases (conversation);
  CREATE INDEX cases_open ON cases (rank, opened_at) WHERE open = 1;
  CREATE INDEX cases_closed ON cases (closed_at DESC) WHERE open = 0;

  CREATE TABLE seen (event BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX seen_at ON seen (at);

  CREATE TABLE staff (id TEXT PRIMARY KEY, login BLOB NOT NULL UNIQUE, sealed BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    staff TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX sessions_staff ON sessions (staff);
`

export const keysSchema = `
  -- AUTOINCREMENT: the number of a destroyed key is never given again.
  CREATE TABLE keys (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, wrapped BLOB NOT NULL);
`
