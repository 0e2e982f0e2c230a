import { z } from 'zod';
import data from './baselines.json' with { type: 'json' };
import { STREAM_ROW } from './rows.ts';

const positive = z.number().positive();
const idleAndLoad = z.strictObject({ idle: positive, load: positive });

const schema = z.strictObject({
  latency: z.array(
    z.strictObject({
      row: z.string(),
      /** Upper bounds. */
      milliseconds: z.strictObject({ p50: positive, p95: positive, p99: positive }),
    }),
  ),
  throughput: z.array(
    z.strictObject({
      row: z.string(),
      baseline: positive,
      maxTested: positive,
      unit: z.enum(['requests per second', 'concurrent streams']),
    }),
  ),
  resources: z.array(
    z.strictObject({
      service: z.string(),
      /** Percent of one core; upper bounds. */
      cpuPercent: idleAndLoad,
      /** Resident memory; upper bounds. The guide says "about". */
      megabytes: idleAndLoad,
    }),
  ),
});

/** The guide's three tables of baselines. */
export type Baselines = z.output<typeof schema>;
export type LatencyBaseline = Baselines['latency'][number];

export const baselines: Baselines = schema.parse(data);

/** The throughput baseline of a row. Throws for a row without one. */
export function throughputOf(row: string): Baselines['throughput'][number] {
  const found = baselines.throughput.find((line) => line.row === row);
  if (!found) throw new Error(`baselines.json has no throughput for "${row}"`);
  return found;
}

export const streamThroughput = throughputOf(STREAM_ROW);
