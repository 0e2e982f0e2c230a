import { z } from 'zod';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a name in snake_case');
const metric = z
  .string()
  .regex(/^[a-z_]+(\{[^{}]+\})?$/, 'expected the name of a metric, with or without a selector in braces');
const share = z.number().gt(0).lt(1);

const common = {
  meaning: z.string().min(1),
  service: z.string().min(1),
  page: z.boolean().default(false),
};

const latency = z.strictObject({
  ...common,
  latency: metric,
  good: z
    .string()
    .regex(/^[a-z_]+="[^"]+"$/, 'expected one label of the events that can be good, such as event_type="context"')
    .optional(),
  within: z.record(z.string().regex(/^p[1-9][0-9]?$/, 'expected a percentile from p1 to p99'), z.number().positive()),
});

const errors = z.strictObject({
  ...common,
  errors: z.strictObject({ bad: metric, all: metric }),
  target: share,
});

export const sloSchema = z.strictObject({
  period: z
    .string('expected a number of days such as 30d')
    .regex(/^[1-9]\d*d$/, 'expected a number of days such as 30d'),
  objectives: z.record(name, z.union([latency, errors])),
});

export type ServiceLevels = z.infer<typeof sloSchema>;
export type DeclaredObjective = ServiceLevels['objectives'][string];
