import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformContract } from '@cortex/signals/platform-contract';
import { type Emitted, runFixture } from '../fixtures/run.ts';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
const CONTRACT = platformContract();

/** The declared attributes of a span, without those that applications or the Collector add. */
function attributesOfInstrumentation(key: string): string[] | undefined {
  const isOwn = (name: string) => !/^(?:@cortex\/runtime|Collector)/.test(CONTRACT.attributes[name]?.source ?? '');
  return CONTRACT.spans[key]?.attributes.filter(isOwn).toSorted();
}

/** The first column of the table with a heading row. */
function tableOf(heading: string): string[] {
  const rows = README.slice(README.indexOf(heading)).split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows.map((row) => row.split('|')[1]?.trim().replaceAll('`', '') ?? '');
}

test('the README lists the options of the instrumentation', () => {
  const source = readFileSync(join(import.meta.dirname, '../types.ts'), 'utf8');
  const options = [...source.slice(source.indexOf('McpInstrumentationConfig')).matchAll(/^ {2}(\w+)\?:/gm)];
  expect(tableOf('| Option | Default |')).toEqual(options.map(([, name]) => name));
});

test('the README names every error type except codes and classes', async () => {
  const { ERROR_TYPE } = await import('../semconv.ts');
  for (const type of Object.values(ERROR_TYPE)) expect(README).toContain(`\`${type}\``);
});

const FIXTURES: [string, ...string[]][] = [
  ['memory.ts', 'v1', 'esm'],
  ['http-session.ts', 'v1', 'sse'],
  ['http-modern.ts', 'esm'],
];
let all: Emitted[];

beforeAll(async () => {
  all = await Promise.all(FIXTURES.map((fixture) => runFixture(...fixture)));
});

const attributesOfSpans = (kind: string) =>
  all.flatMap(({ spans }) =>
    spans
      .filter((span) => span.scope === '@cortex/telemetry/mcp' && span.kind === kind)
      .flatMap(({ attributes }) => Object.keys(attributes)),
  );
const attributesOfMetric = (name: string) =>
  all.flatMap(({ metrics }) =>
    metrics
      .filter((metric) => metric.name === name)
      .flatMap(({ points }) => points.flatMap(({ attributes }) => Object.keys(attributes))),
  );

test.each([
  ['mcp.client', 'CLIENT'],
  ['mcp.server', 'SERVER'],
])('the spans of %s have exactly the attributes that the contract declares', (key, kind) => {
  expect([...new Set(attributesOfSpans(kind))].toSorted()).toEqual(attributesOfInstrumentation(key));
});

test.each(Object.keys(CONTRACT.metrics).filter((name) => /^mcp\./.test(name)))(
  'the metric %s has exactly the attributes that the contract declares',
  (name) => {
    expect([...new Set(attributesOfMetric(name))].toSorted()).toEqual(CONTRACT.metrics[name]?.attributes.toSorted());
  },
);
