import { z } from 'zod';

const figure = z.strictObject({
  row: z.string(),
  figure: z.string(),
  unit: z.string(),
  /** What the guide asks for; absent where it only says what was seen. */
  baseline: z.number().optional(),
  /** Whether a good figure is at most the baseline, or at least. */
  good: z.enum(['below', 'above']),
  /** Null where it could not be measured. */
  got: z.number().nullable(),
});

/** One number of a run. */
export type Figure = z.output<typeof figure>;

export const loadResult = z.strictObject({
  scenario: z.string(),
  startedAt: z.iso.datetime(),
  /** The URL of core-api. */
  against: z.string(),
  figures: z.array(figure),
  /** The slowest request of each row, by which its trace can be looked at; without an id where the answer had none. */
  slowest: z.array(
    z.strictObject({
      row: z.string(),
      milliseconds: z.number(),
      traceId: z.string().regex(/^([0-9a-f]{32})?$/, 'expected a trace id of 32 hexadecimal digits, or nothing'),
    }),
  ),
});

/** What a run of a load scenario has measured. */
export type LoadResult = z.output<typeof loadResult>;
export type Slowest = LoadResult['slowest'][number];
