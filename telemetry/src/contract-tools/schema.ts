import { z } from 'zod';

const text = z.string().trim().min(1);
const attributeNames = z.array(text).default([]);
const common = { meaning: text, source: text };

const span = z.strictObject({
  ...common,
  name: text.optional(),
  kind: z.enum(['internal', 'server', 'client', 'producer', 'consumer']),
  attributes: attributeNames,
});

const metric = z
  .strictObject({
    ...common,
    instrument: z.enum(['counter', 'updowncounter', 'gauge', 'histogram']),
    unit: z.string(),
    buckets: z.array(z.number()).optional(),
    attributes: attributeNames,
  })
  .refine(({ instrument, buckets }) => (instrument === 'histogram') === (buckets !== undefined), {
    message: 'buckets belong to histograms, and every histogram declares them',
    path: ['buckets'],
  })
  .refine(({ buckets = [] }) => buckets.every((bound, index) => bound > (buckets[index - 1] ?? -Infinity)), {
    message: 'buckets must rise',
    path: ['buckets'],
  });

const attribute = z.strictObject({
  ...common,
  type: z.enum(['string', 'int', 'double', 'boolean', 'string[]']),
  bounds: text,
});

const logEvent = z.strictObject({
  ...common,
  severity: z.enum(['debug', 'info', 'warn', 'error']),
  attributes: attributeNames,
});

export const contractSchema = z.strictObject({
  spans: z.record(text, span),
  metrics: z.record(text, metric),
  attributes: z.record(text, attribute),
  log_events: z.record(text, logEvent),
});

export type Contract = z.infer<typeof contractSchema>;
export type DeclaredMetric = Contract['metrics'][string];
