import { constantName } from './constant-name.ts';
import type { Contract, DeclaredMetric } from './schema.ts';

/** The text of src/contract.ts for a contract. */
export function renderConstants(contract: Contract): string {
  const fixedSpans = Object.entries(contract.spans).filter(([, { name }]) => name === undefined);
  const fixedEvents = Object.entries(contract.log_events).filter(([, { message }]) => message === undefined);
  return `${[
    '// biome-ignore-all format: written by the generator\n// Generated from contract.yaml by `npm run contract`: change that file, not this one.',
    "import type { MetricOptions } from '@opentelemetry/api';",
    constants('SPAN', fixedSpans),
    constants('SPAN_EVENT', Object.entries(contract.span_events)),
    constants('METRIC', Object.entries(contract.metrics)),
    metricOptions(contract.metrics),
    constants('ATTR', Object.entries(contract.attributes)),
    attributeValues(contract.attributes),
    constants('LOG_EVENT', fixedEvents),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

interface Named {
  readonly meaning: string;
  readonly constant?: string | undefined;
}

function constants(prefix: string, entries: [string, Named][]): string {
  return entries
    .map(
      ([key, { meaning, constant = constantName(key) }]) =>
        `/** ${meaning} */\nexport const ${prefix}_${constant} = ${quoted(key)};`,
    )
    .join('\n');
}

function metricOptions(metrics: Contract['metrics']): string {
  const rows = Object.entries(metrics).map(([key, metric]) => `  [METRIC_${constantName(key)}]: ${options(metric)},`);
  return [
    '/** What to create each declared instrument with: `meter.createCounter(METRIC_X, METRIC_OPTIONS[METRIC_X])`. */',
    'export const METRIC_OPTIONS = {',
    ...rows,
    '} satisfies Record<string, MetricOptions>;',
  ].join('\n');
}

function attributeValues(attributes: Contract['attributes']): string {
  const rows = Object.entries(attributes).flatMap(([key, { values }]) =>
    values === undefined ? [] : [`  ${quoted(key)}: ${values.map(quoted).join(' | ')};`],
  );
  return [
    '/** The values that an attribute may have, where they are declared. */',
    'export interface AttributeValues {',
    ...rows,
    '}',
  ].join('\n');
}

function options({ unit, meaning, buckets }: DeclaredMetric): string {
  const lines = [`unit: ${quoted(unit)},`, `description: ${quoted(meaning)},`];
  if (buckets !== undefined) lines.push(`advice: { explicitBucketBoundaries: [${buckets.join(', ')}] },`);
  return `{\n${lines.map((line) => `    ${line}`).join('\n')}\n  }`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
