import type { DatabaseSync } from 'node:sqlite';
import { forgettingCache } from '../store/forgetting-cache.ts';
import type { Frame } from '../store/profile.ts';
import { seenAt } from '../store/schema.ts';
import { type LabelMatcher, matchesAll } from './label-selector.ts';
import { withTypeLabels } from './series-labels.ts';

const REMEMBERED_STACKS = 50_000;
const REMEMBERED_FRAMES = 50_000;
const REMEMBERED_CHARACTERS = 64 * 1024 ** 2;
/** The memory of an object besides its text, in characters. */
const FRAME_CHARACTERS = 32;

export interface Series {
  id: number;
  profileType: string;
  labels: Readonly<Record<string, string>>;
}

/** The profiles of a query. Times are in milliseconds since the epoch, both ends included. */
export interface Selection {
  profileType?: string;
  matchers: readonly LabelMatcher[];
  start: number;
  end: number;
}

/** Narrows a selection to the samples of these spans or traces, in hex digits. */
export interface SpanSelection {
  spanIds?: readonly string[];
  traceIds?: readonly string[];
}

export interface ProfileTotal {
  seriesId: number;
  timeMilliseconds: number;
  total: number;
}

export interface StackTotal {
  stack: readonly Frame[];
  value: number;
}

/** The size of a selection. Bytes are approximate sizes of rows on disk. */
export interface Extent {
  profiles: number;
  samples: number;
  bytes: { profiles: number; series: number; symbols: number };
}

interface FrameRow extends Frame {
  id: number;
}

/** Answers queries on the store. */
export class ProfileReader {
  readonly #database: DatabaseSync;
  readonly #stacks = forgettingCache<number, readonly Frame[]>({
    max: REMEMBERED_STACKS,
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (stack) => stack.reduce((sum, frame) => sum + sizeOf(frame), 1),
  });
  /** Frames are cached, because most stacks consist of the same ones. */
  readonly #frames = forgettingCache<number, Frame>({
    max: REMEMBERED_FRAMES,
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (frame) => sizeOf(frame),
  });

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Frees the memory of unused frames and stacks. The caller calls it from time to time. */
  forgetUnused(): void {
    this.#stacks.purgeStale();
    this.#frames.purgeStale();
  }

  /** The series with a profile in the selection. */
  series({ profileType, matchers, start, end }: Selection): Series[] {
    const rows = this.#database
      .prepare(
        `SELECT id, profile_type AS profileType, labels FROM series
         WHERE (?1 IS NULL OR profile_type = ?1)
           AND EXISTS (SELECT 1 FROM profiles WHERE series_id = series.id AND time_milliseconds BETWEEN ?2 AND ?3)`,
      )
      .all(profileType ?? null, start, end) as Array<{ id: number; profileType: string; labels: string }>;
    return rows
      .map((row) => ({ ...row, labels: Object.fromEntries(JSON.parse(row.labels) as Array<[string, string]>) }))
      .filter(({ labels, profileType }) => matchesAll(matchers, withTypeLabels(labels, profileType)));
  }

  /** One row for each profile, in order of time. */
  profileTotals(series: readonly Series[], { start, end }: Selection): ProfileTotal[] {
    return this.#database
      .prepare(
        `SELECT series_id AS seriesId, time_milliseconds AS timeMilliseconds, total FROM profiles
         WHERE series_id IN (SELECT value FROM json_each(?)) AND time_milliseconds BETWEEN ? AND ?
         ORDER BY time_milliseconds`,
      )
      .all(idsOf(series), start, end) as unknown as ProfileTotal[];
  }

  /** The sum of each stack over the whole selection. */
  stackTotals(series: readonly Series[], { start, end }: Selection, spans: SpanSelection = {}): StackTotal[] {
    const { sql, parameters } = stackTotalsQuery(spans);
    const rows = this.#database.prepare(sql).all(...parameters, idsOf(series), start, end);
    return (rows as Array<{ stack: number; value: number }>).map(({ stack, value }) => ({
      stack: this.#stack(stack),
      value,
    }));
  }

  extent(series: readonly Series[], { start, end }: Selection): Extent {
    const ids = idsOf(series);
    const number = (sql: string, ...parameters: Array<string | number>) =>
      Number(Object.values(this.#database.prepare(sql).get(...parameters) ?? {})[0]);
    const ofProfiles = (column: string) =>
      number(
        `SELECT TOTAL(${column}) FROM profiles WHERE series_id IN (SELECT value FROM json_each(?)) AND time_milliseconds BETWEEN ? AND ?`,
        ids,
        start,
        end,
      );
    const symbolsIn = (table: 'frames' | 'stacks') =>
      number(
        `SELECT TOTAL(bytes) FROM ${table} WHERE seen >= ? AND account_id IN
           (SELECT account_id FROM series WHERE id IN (SELECT value FROM json_each(?)))`,
        seenAt(start),
        ids,
      );
    return {
      profiles: ofProfiles('1'),
      samples: ofProfiles('samples'),
      bytes: {
        profiles: ofProfiles('bytes'),
        series: number('SELECT TOTAL(bytes) FROM series WHERE id IN (SELECT value FROM json_each(?))', ids),
        symbols: symbolsIn('frames') + symbolsIn('stacks'),
      },
    };
  }

  /** When the oldest and the newest profile began, in milliseconds since the epoch; undefined if there is none. */
  times(): { oldest: number; newest: number } | undefined {
    const row = this.#database
      .prepare(
        'SELECT MIN(time_milliseconds) AS oldest, (SELECT MAX(time_milliseconds) FROM profiles) AS newest FROM profiles',
      )
      .get() as { oldest: number | null; newest: number | null };
    const { oldest, newest } = row;
    return oldest === null || newest === null ? undefined : { oldest, newest };
  }

  #stack(id: number): readonly Frame[] {
    const known = this.#stacks.get(id);
    if (known !== undefined) return known;
    // The frames of a stack are a list of ids in the order of the calls, which json_each keeps in its key.
    const rows = this.#database
      .prepare(
        `SELECT frames.id, frames.function, frames.file, frames.line FROM stacks, json_each('[' || stacks.frames || ']') AS place
         JOIN frames ON frames.id = place.value WHERE stacks.id = ? ORDER BY place.key`,
      )
      .all(id) as unknown as FrameRow[];
    const frames = rows.map((row) => this.#frame(row));
    this.#stacks.set(id, frames);
    return frames;
  }

  /** Copies SQLite's row, which takes 300 bytes more than an object with the same values, because it has a hidden class of its own. */
  #frame({ id, function: called, file, line }: FrameRow): Frame {
    const frame = this.#frames.get(id) ?? { function: called, file, line };
    this.#frames.set(id, frame);
    return frame;
  }
}

const sizeOf = (frame: Frame): number => frame.function.length + frame.file.length + FRAME_CHARACTERS;

const idsOf = (series: readonly Series[]): string => JSON.stringify(series.map(({ id }) => id));

const IN_SELECTION = `p.series_id IN (SELECT value FROM json_each(?)) AND p.time_milliseconds BETWEEN ? AND ? GROUP BY s.stack_id`;

/** CROSS JOIN fixes the order: from the few spans to their samples, or else from the few profiles to theirs. */
function stackTotalsQuery({ spanIds, traceIds }: SpanSelection): { sql: string; parameters: string[] } {
  const columns = 'SELECT s.stack_id AS stack, TOTAL(s.value) AS value';
  if (spanIds === undefined && traceIds === undefined) {
    const sql = `${columns} FROM profiles p CROSS JOIN samples s ON s.profile_id = p.id WHERE ${IN_SELECTION}`;
    return { sql, parameters: [] };
  }
  const isOneOf = (column: string, ids: readonly string[] | undefined) =>
    ids === undefined ? [] : [`l.${column} IN (SELECT value FROM json_each(?))`];
  const chosen = [...isOneOf('span_id', spanIds), ...isOneOf('trace_id', traceIds)].join(' AND ');
  const sql = `${columns} FROM links l CROSS JOIN samples s ON s.link_id = l.id AND s.link_id <> 0
    CROSS JOIN profiles p ON p.id = s.profile_id WHERE ${chosen} AND ${IN_SELECTION}`;
  return { sql, parameters: [spanIds, traceIds].filter((ids) => ids !== undefined).map((ids) => JSON.stringify(ids)) };
}
