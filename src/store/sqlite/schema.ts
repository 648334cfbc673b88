/**
 *   helpline.db                                             keys.db (not in long-lived backups)
 *   conversations ─┬─ lines      number, delivery, until    keys  id ─ conversation ─ wrapped data key
 *     key_id ──────┼─ postponed  when a line is tried again   └─ a talk whose key is gone is gone
 *                  ├─ cases      the queue
 *                  └─ files      sealed with keys that stand in lines
 *   seen           what was taken in (48 h)
 *   ledger         services that were given (5 years): bound to none of the above, so that it outlives them
 *   staff ─ sessions, links
 *
 * In the clear: our own ids, numbers, times, states. Whatever a person or a colleague could be known by is sealed.
 * Of a service lie there: which desk, office and funding line, the language, ids of topics, who gave it (staff id), when,
 * and how many messages. Person and case are tags (`ledger-tags.ts`), drawn anew when the person is erased.
 *
 * A turn is paid by the page: each page it touches is written whole. So a turn changes one row of `conversations` and
 * appends to `lines` and `seen` (and to `ledger` when it ends a service); what it waits for (`agenda.ts`) and what was seen (`seen.ts`) is looked up in memory.
 */
export const shape = 7

export const mainSchema = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

  CREATE TABLE conversations (
    no INTEGER PRIMARY KEY,      -- what its rows in other tables call it: short, for their indexes
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    key_id INTEGER NOT NULL,
    handling TEXT NOT NULL,
    day INTEGER NOT NULL,        -- of \`touched_at\`: the index of quiet ones changes once a day, not with each turn
    touched_at INTEGER NOT NULL,
    since INTEGER,               -- lines have waited since then, if any still wait
    due TEXT,                    -- due times as JSON: they are only ever replaced together; null = none
    last INTEGER,                -- its newest line
    sealed BLOB NOT NULL
  );
  CREATE INDEX conversations_idle ON conversations (day) WHERE handling IN ('bot', 'closed');

  -- Each line names the one before it in its talk: an index by talk would write a page of its own for every turn, and new
  -- words of all talks lie side by side. Walked from the newest (\`chain.ts\`).
  CREATE TABLE lines (
    no INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    number INTEGER NOT NULL,
    before INTEGER,
    delivery TEXT,               -- DeliveryState.at, or 'sent twice'
    outcome BLOB,                -- sealed: receipt or reason
    until INTEGER,
    sealed BLOB                  -- null: the words are erased
  );
  CREATE INDEX lines_until ON lines (until) WHERE until IS NOT NULL;
  -- The outbox: stays small.
  CREATE INDEX lines_waiting ON lines (conversation, number) WHERE delivery = 'waiting';

  -- A row while the first waiting line is not to be tried at once.
  CREATE TABLE postponed (
    conversation INTEGER PRIMARY KEY,
    ready_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    doubtful INTEGER NOT NULL    -- 1: a try was lost on its way, the line may have arrived
  );

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

  -- Pieces of files, in order. \`until\`: null = as long as the conversation.
  CREATE TABLE files (
    id TEXT NOT NULL,
    part INTEGER NOT NULL,
    conversation TEXT NOT NULL,
    until INTEGER,
    sealed BLOB NOT NULL,
    PRIMARY KEY (id, part)
  );
  CREATE INDEX files_conversation ON files (conversation);
  CREATE INDEX files_until ON files (until) WHERE until IS NOT NULL;

  -- One row for all events of a group, their tags side by side.
  CREATE TABLE seen (no INTEGER PRIMARY KEY, tags TEXT NOT NULL, at INTEGER NOT NULL);

  CREATE TABLE ledger (
    no INTEGER PRIMARY KEY,
    person TEXT NOT NULL,        -- tag
    case_tag TEXT NOT NULL,
    service TEXT NOT NULL,
    desk TEXT NOT NULL,
    office TEXT,
    funding TEXT,
    language TEXT,
    staff TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    topics TEXT NOT NULL         -- ids as JSON: only ever read together
  );
  CREATE INDEX ledger_ended ON ledger (ended_at);
  CREATE INDEX ledger_person ON ledger (person);

  CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    login BLOB NOT NULL UNIQUE,
    seen_at INTEGER,             -- when a full session was last used
    sealed BLOB NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    staff TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    half INTEGER NOT NULL        -- 1: the second factor is still missing
  ) WITHOUT ROWID;
  CREATE INDEX sessions_staff ON sessions (staff);
  CREATE TABLE links (
    staff TEXT PRIMARY KEY,      -- one link a member: the newest
    id TEXT NOT NULL UNIQUE,     -- hash of the secret
    what TEXT NOT NULL,
    drop_factors INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) WITHOUT ROWID;
`

export const keysSchema = `
  -- AUTOINCREMENT: the number of a destroyed key is never given again.
  CREATE TABLE keys (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, wrapped BLOB NOT NULL);
`
