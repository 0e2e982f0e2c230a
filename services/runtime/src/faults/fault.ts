import { z } from 'zod';

const HOUR_SECONDS = 3_600;

const common = {
  /** A tool, resource or route. Default: everything of the service. */
  tool: z.string().optional(),
  /** Fraction of the calls that fail, above 0 and up to 1. */
  probability: z.number().gt(0).max(1).default(1),
  /** How long the fault lasts from now on. Default: until it is cleared. */
  seconds: z
    .number()
    .positive()
    .max(24 * HOUR_SECONDS)
    .optional(),
};

/** A fault to inject into the calls of a service. */
export const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('latency'),
    milliseconds: z
      .number()
      .positive()
      .max(1_000 * HOUR_SECONDS),
    ...common,
  }),
  z.strictObject({ kind: z.literal('error'), status: z.number().int().min(400).max(599), ...common }),
  z.strictObject({ kind: z.literal('hang'), ...common }),
  z.strictObject({ kind: z.literal('crash'), ...common }),
]);

export type Fault = z.output<typeof fault>;
