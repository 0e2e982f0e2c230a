import { z } from 'zod';

const figure = z.strictObject({
  row: z.string(),
  figure: z.string(),
  unit: z.string(),
  /** The bound from the guide; absent for figures without one. */
  baseline: z.number().optional(),
  /** Whether good figures are at most or at least the baseline. */
  good: z.enum(['below', 'above']),
  /** Null if it could not be measured. */
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
  /** The slowest request of each row, with its trace id; empty if the answer had none. */
  slowest: z.array(
    z.strictObject({
      row: z.string(),
      milliseconds: z.number(),
      traceId: z.string().regex(/^([0-9a-f]{32})?$/, 'expected a trace id of 32 hexadecimal digits, or nothing'),
    }),
  ),
});

/** The measurements of a run of a load scenario. */
export type LoadResult = z.output<typeof loadResult>;
export type Slowest = LoadResult['slowest'][number];
