import pg from 'pg';
import { DatabaseAwayError } from './database-away-error.ts';

/** serialization_failure, deadlock_detected and lock_not_available: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CONFLICTS = new Set(['40001', '40P01', '55P03']);
/** Classes of codes of a server that stops or lacks a resource. */
const PASSING = /^(?:08|53|57P)/;

/** Why work may succeed a moment later; see `MemoryDatabase.turnedAway`. */
export function turnedAway(error: unknown): string | undefined {
  if (error instanceof DatabaseAwayError) return 'The database does not answer';
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return undefined;
  if (CONFLICTS.has(error.code)) return 'The history is locked by another process';
  return PASSING.test(error.code) ? 'The database accepts no work' : undefined;
}
