/** The tables of a store from before rows belonged to senders. */
export const EARLIER_SCHEMA = `
CREATE TABLE series (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  profile_type TEXT NOT NULL,
  labels TEXT NOT NULL,
  seen INTEGER NOT NULL,
  UNIQUE (profile_type, labels)
) STRICT;
CREATE TABLE frames (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  function TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  UNIQUE (function, file, line)
) STRICT;
CREATE TABLE stacks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  frames TEXT NOT NULL UNIQUE,
  seen INTEGER NOT NULL
) STRICT;
CREATE TABLE links (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  span_id TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  seen INTEGER NOT NULL,
  UNIQUE (span_id, trace_id)
) STRICT;
CREATE INDEX links_by_trace ON links (trace_id);
CREATE TABLE profiles (
  id INTEGER PRIMARY KEY,
  delivery TEXT NOT NULL UNIQUE,
  series_id INTEGER NOT NULL REFERENCES series (id),
  time_milliseconds INTEGER NOT NULL,
  total REAL NOT NULL
) STRICT;
CREATE INDEX profiles_by_series ON profiles (series_id, time_milliseconds);
CREATE INDEX profiles_by_time ON profiles (time_milliseconds);
CREATE TABLE samples (
  profile_id INTEGER NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  stack_id INTEGER NOT NULL,
  link_id INTEGER NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (profile_id, stack_id, link_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX samples_by_link ON samples (link_id) WHERE link_id <> 0;
CREATE INDEX stacks_by_seen ON stacks (seen);
`;
