/** Tables with one row for each sender and distinct value, however many samples use it. */
export const DICTIONARIES = ['series', 'frames', 'stacks', 'links'] as const;

/** The resolution of the column `seen`: updating it costs a write. */
const SEEN_MILLISECONDS = 600_000;

/** The value of the column `seen` for a time in milliseconds since the epoch. */
export function seenAt(timeMilliseconds: number): number {
  return Math.floor(timeMilliseconds / SEEN_MILLISECONDS);
}

/** {@link seenAt} in SQL. */
export const seenAtSql = (time: string): string => `CAST(FLOOR(${time} / ${SEEN_MILLISECONDS}.0) AS INTEGER)`;

/** The account of all senders that came when there was no room for another account. */
export const OTHER_SENDERS = 1;

/** The approximate size of a row and of a sample on disk, with index entries, without the row's text. */
const ROW_BYTES = 60;
const SAMPLE_BYTES = 24;

/** Text is stored twice: in its table, and in the index that makes it unique. */
const bytes = (...parts: string[]): string =>
  `bytes INTEGER GENERATED ALWAYS AS (${[ROW_BYTES, ...parts].join(' + ')}) VIRTUAL`;
const text = (column: string): string => `2 * octet_length(${column})`;

const DICTIONARY_ROW = `id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  seen INTEGER NOT NULL`;

/** The columns of the tables whose rows belong to an account. */
export const OWNED: Readonly<Record<(typeof DICTIONARIES)[number] | 'profiles', string>> = {
  series: `
  ${DICTIONARY_ROW},
  profile_type TEXT NOT NULL,
  labels TEXT NOT NULL,
  ${bytes(text('profile_type'), text('labels'))},
  UNIQUE (profile_type, labels, account_id)`,
  frames: `
  ${DICTIONARY_ROW},
  function TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  ${bytes(text('function'), text('file'))},
  UNIQUE (function, file, line, account_id)`,
  stacks: `
  ${DICTIONARY_ROW},
  frames TEXT NOT NULL,
  ${bytes(text('frames'))},
  UNIQUE (frames, account_id)`,
  links: `
  ${DICTIONARY_ROW},
  span_id TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  ${bytes(text('span_id'), text('trace_id'))},
  UNIQUE (span_id, trace_id, account_id)`,
  profiles: `
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  delivery TEXT NOT NULL UNIQUE,
  series_id INTEGER NOT NULL REFERENCES series (id),
  time_milliseconds INTEGER NOT NULL,
  total REAL NOT NULL,
  samples INTEGER NOT NULL,
  ${bytes(text('delivery'), `${SAMPLE_BYTES} * samples`)}`,
};

/** The senders that own rows of other tables, with the size of all their rows. */
export const ACCOUNTS = `
CREATE TABLE IF NOT EXISTS accounts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sender TEXT UNIQUE,
  bytes INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT OR IGNORE INTO accounts (id) VALUES (${OTHER_SENDERS});
`;

/**
 * Frames, stacks and span links are stored once for each sender; a sample is four numbers. Totals for each profile answer time series
 * without reading samples; an index by link answers queries for a span or a trace. Ids are never reused, so that
 * a cached id of a deleted row cannot mean another row. `seen` is the time of the newest profile that uses a row: without it, only
 * reading all samples would show which rows are unused. No sender uses rows of another: what it adds is deleted with its own profiles.
 */
export const SCHEMA = `
${ACCOUNTS}
${Object.entries(OWNED)
  .map(([table, columns]) => `CREATE TABLE IF NOT EXISTS ${table} (${columns}) STRICT;`)
  .join('\n')}
CREATE TABLE IF NOT EXISTS samples (
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  stack_id INTEGER NOT NULL,
  link_id INTEGER NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (profile_id, stack_id, link_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS samples_by_link ON samples (link_id) WHERE link_id <> 0;
CREATE INDEX IF NOT EXISTS links_by_trace ON links (trace_id);
CREATE INDEX IF NOT EXISTS profiles_by_series ON profiles (series_id, time_milliseconds);
CREATE INDEX IF NOT EXISTS profiles_by_time ON profiles (time_milliseconds);
CREATE INDEX IF NOT EXISTS profiles_by_account ON profiles (account_id, time_milliseconds);
${DICTIONARIES.map((table) => `CREATE INDEX IF NOT EXISTS ${table}_by_seen ON ${table} (account_id, seen);`).join('\n')}
${Object.keys(OWNED)
  .map(
    (table) => `
CREATE TRIGGER IF NOT EXISTS ${table}_added AFTER INSERT ON ${table} BEGIN
  UPDATE accounts SET bytes = bytes + NEW.bytes WHERE id = NEW.account_id;
END;
CREATE TRIGGER IF NOT EXISTS ${table}_gone AFTER DELETE ON ${table} BEGIN
  UPDATE accounts SET bytes = bytes - OLD.bytes WHERE id = OLD.account_id;
END;`,
  )
  .join('')}
`;

/** The link of samples without a span. */
export const NO_LINK = 0;
