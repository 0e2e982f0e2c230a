import { z } from 'zod';

export const figureSchema = z.strictObject({
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
export type Figure = z.output<typeof figureSchema>;

export const resultSchema = z.strictObject({
  scenario: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  /** Where core-api was. */
  against: z.string(),
  figures: z.array(figureSchema),
  /** The slowest request of each row, by which its trace can be looked at. */
  slowest: z.array(z.strictObject({ row: z.string(), milliseconds: z.number(), traceId: z.string() })),
});

/** What a run of a scenario has measured. */
export type LoadResult = z.output<typeof resultSchema>;
export type Slowest = LoadResult['slowest'][number];
