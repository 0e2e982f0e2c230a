import { constantName } from './constant-name.ts';
import type { Contract, DeclaredMetric } from './schema.ts';

interface RenderOptions {
  /** The path of the contract, as the head of the generated file names it. */
  readonly source: string;
  /** The names to write; default: all. */
  readonly names?: ReadonlySet<string>;
}

/** The text of a TypeScript module with a contract's names as constants. */
export function renderConstants(contract: Contract, { source, names }: RenderOptions): string {
  const isWanted = (name: string) => names === undefined || names.has(name);
  const constants = (prefix: string, section: Record<string, Named>) =>
    Object.entries(section)
      .map(([key, { meaning, constant = constantName(key) }]) => ({ key, meaning, name: `${prefix}_${constant}` }))
      .filter(({ name }) => isWanted(name))
      .map(({ key, meaning, name }) => `/** ${meaning} */\nexport const ${name} = ${quoted(key)};`)
      .join('\n');
  const metrics = Object.entries(contract.metrics).filter(([key]) => isWanted(`METRIC_${constantName(key)}`));
  const parts = [
    constants(
      'SPAN',
      only(contract.spans, ({ name }) => name === undefined),
    ),
    constants('SPAN_EVENT', contract.span_events),
    constants('METRIC', contract.metrics),
    isWanted('METRIC_OPTIONS') ? metricOptions(metrics) : '',
    isWanted('MetricValues') ? metricValues(contract.metrics) : '',
    constants('ATTR', contract.attributes),
    isWanted('AttributeValues') ? attributeValues(contract.attributes) : '',
    constants(
      'LOG_EVENT',
      only(contract.log_events, ({ message }) => message === undefined),
    ),
  ];
  return `${[...head(source, isWanted('METRIC_OPTIONS')), ...parts].filter((part) => part !== '').join('\n\n')}\n`;
}

function head(source: string, hasOptions: boolean): string[] {
  const written = `// biome-ignore-all format: written by the generator\n// Generated from ${source} by \`npm run contract\`: change that file, not this one.`;
  return hasOptions ? [written, "import type { MetricOptions } from '@opentelemetry/api';"] : [written];
}

function only<Declared>(section: Record<string, Declared>, isWanted: (declared: Declared) => boolean) {
  return Object.fromEntries(Object.entries(section).filter(([, declared]) => isWanted(declared)));
}

interface Named {
  readonly meaning: string;
  readonly constant?: string | undefined;
}

function metricOptions(metrics: [string, DeclaredMetric][]): string {
  const rows = metrics.map(([key, metric]) => `  [METRIC_${constantName(key)}]: ${options(metric)},`);
  return [
    '/** The options of each declared instrument: `meter.createCounter(METRIC_X, METRIC_OPTIONS[METRIC_X])`. */',
    'export const METRIC_OPTIONS = {',
    ...rows,
    '} satisfies Record<string, MetricOptions>;',
  ].join('\n');
}

function metricValues(metrics: Contract['metrics']): string {
  const rows = Object.entries(metrics).flatMap(([key, { values }]) => {
    const narrowed = Object.entries(values).map(([name, allowed]) => `${quoted(name)}: ${unionOf(allowed)}`);
    return narrowed.length === 0 ? [] : [`  ${quoted(key)}: { ${narrowed.join('; ')} };`];
  });
  return [
    '/** The allowed values of an attribute on a metric that narrows them. */',
    'export interface MetricValues {',
    ...rows,
    '}',
  ].join('\n');
}

function attributeValues(attributes: Contract['attributes']): string {
  const rows = Object.entries(attributes).flatMap(([key, { values }]) =>
    values === undefined ? [] : [`  ${quoted(key)}: ${unionOf(values)};`],
  );
  return [
    '/** The allowed values of each attribute that declares them. */',
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

function unionOf(values: readonly string[]): string {
  return values.map(quoted).join(' | ');
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
