/** Tables whose rows stand once each, however many samples use them. */
export const DICTIONARIES = ['series', 'frames', 'stacks', 'links'] as const;

/** How exactly it is noted when a row was used last: noting it costs a write. */
const SEEN_MILLISECONDS = 3_600_000;

/** What the column `seen` has for a time in milliseconds since the epoch. */
export function seenAt(timeMilliseconds: number): number {
  return Math.floor(timeMilliseconds / SEEN_MILLISECONDS);
}

/**
 * Frames, stacks and span links stand once each; a sample is four numbers. Totals per profile answer time series
 * without touching samples; an index by link answers "this span" and "this trace". Ids are never used again, so that
 * what is remembered of a deleted row cannot mean another. `seen` tells the time of the newest profile that uses a row: without it, only
 * a look at all samples would tell which rows nothing uses any more.
 */
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_type TEXT NOT NULL,
  labels TEXT NOT NULL,
  seen INTEGER NOT NULL,
  UNIQUE (profile_type, labels)
) STRICT;
CREATE TABLE IF NOT EXISTS frames (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  function TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  UNIQUE (function, file, line)
) STRICT;
CREATE TABLE IF NOT EXISTS stacks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  frames TEXT NOT NULL UNIQUE,
  seen INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS links (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  span_id TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  seen INTEGER NOT NULL,
  UNIQUE (span_id, trace_id)
) STRICT;
CREATE INDEX IF NOT EXISTS links_by_trace ON links (trace_id);
CREATE TABLE IF NOT EXISTS profiles (
  id INTEGER PRIMARY KEY,
  delivery TEXT NOT NULL UNIQUE,
  series_id INTEGER NOT NULL REFERENCES series (id),
  time_milliseconds INTEGER NOT NULL,
  total REAL NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS profiles_by_series ON profiles (series_id, time_milliseconds);
CREATE INDEX IF NOT EXISTS profiles_by_time ON profiles (time_milliseconds);
CREATE TABLE IF NOT EXISTS samples (
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  stack_id INTEGER NOT NULL,
  link_id INTEGER NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (profile_id, stack_id, link_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS samples_by_link ON samples (link_id) WHERE link_id <> 0;
${DICTIONARIES.map((table) => `CREATE INDEX IF NOT EXISTS ${table}_by_seen ON ${table} (seen);`).join('\n')}
`;

/** The link of samples that no span ran. */
export const NO_LINK = 0;
