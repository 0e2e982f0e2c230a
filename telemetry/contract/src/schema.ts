import { z } from 'zod';

const text = z.string().trim().min(1);
const attributeNames = z.array(text).default([]);
/** The condition under which the signal appears, in a word. Without it, the signal is always there. */
const when = text.optional();
const common = { meaning: text, source: text };
const values = z.array(z.string()).min(1);

const span = z.strictObject({
  ...common,
  when,
  name: text.optional(),
  kind: z.enum(['internal', 'server', 'client', 'producer', 'consumer']),
  attributes: attributeNames,
});

const spanEvent = z.strictObject({ ...common, when, attributes: attributeNames });

const metric = z
  .strictObject({
    ...common,
    when,
    instrument: z.enum(['counter', 'updowncounter', 'gauge', 'histogram']),
    unit: z.string(),
    buckets: z.array(z.number()).optional(),
    targets: z.array(z.strictObject({ below: z.number(), of: text })).default([]),
    attributes: attributeNames,
    values: z.record(text, values).default({}),
  })
  .refine(({ instrument, buckets }) => (instrument === 'histogram') === (buckets !== undefined), {
    message: 'buckets belong to histograms, and every histogram declares them',
    path: ['buckets'],
  })
  .refine(({ buckets = [] }) => buckets.every((bound, index) => bound > (buckets[index - 1] ?? -Infinity)), {
    message: 'buckets must rise',
    path: ['buckets'],
  })
  .refine(({ buckets, targets }) => targets.every(({ below }) => buckets?.includes(below) ?? true), {
    message: 'a histogram needs a bucket at each of its targets',
    path: ['buckets'],
  });

const attribute = z
  .strictObject({
    ...common,
    constant: text.optional(),
    type: z.enum(['string', 'int', 'double', 'boolean', 'string[]', 'map']),
    values: values.optional(),
    limit: z.int().positive().optional(),
    bounds: text.optional(),
  })
  .refine(({ limit, bounds }) => limit === undefined || bounds !== undefined, {
    message: 'a limit needs bounds that say what enforces it',
    path: ['bounds'],
  });

const resourceAttribute = z.strictObject({
  ...common,
  label: text.optional(),
  on: z.array(z.enum(['services', 'collector'])).default(['services']),
});

const logEvent = z.strictObject({
  ...common,
  when,
  message: text.optional(),
  severity: z.array(z.enum(['debug', 'info', 'warn', 'error'])).min(1),
  attributes: attributeNames,
});

export const contractSchema = z.strictObject({
  spans: z.record(text, span),
  span_events: z.record(text, spanEvent),
  metrics: z.record(text, metric),
  collector_metrics: z.record(text, metric),
  attributes: z.record(text, attribute),
  resource_attributes: z.record(text, resourceAttribute),
  log_events: z.record(text, logEvent),
});

export type Contract = z.infer<typeof contractSchema>;
export type DeclaredMetric = Contract['metrics'][string];
export type DeclaredAttribute = Contract['attributes'][string];
