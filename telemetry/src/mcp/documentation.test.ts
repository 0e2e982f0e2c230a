import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Emitted, runFixture } from './fixtures/run.ts';

const FOLDER = join(import.meta.dirname, '../..');
const README = readFileSync(join(FOLDER, 'README.md'), 'utf8');
const CONTRACT = parse(readFileSync(join(FOLDER, 'contract.yaml'), 'utf8')) as Contract;

interface Contract {
  spans: Record<string, { kind: string; attributes: string[] }>;
  metrics: Record<string, { attributes: string[] }>;
}

/** The first column of the table under a heading row. */
function tableOf(heading: string): string[] {
  const rows = README.slice(README.indexOf(heading)).split('\n\n')[0]?.split('\n').slice(2) ?? [];
  return rows.map((row) => row.split('|')[1]?.trim().replaceAll('`', '') ?? '');
}

test('the README lists the options of the instrumentation', () => {
  const source = readFileSync(join(import.meta.dirname, 'types.ts'), 'utf8');
  const options = [...source.slice(source.indexOf('McpInstrumentationConfig')).matchAll(/^ {2}(\w+)\?:/gm)];
  expect(tableOf('| Option | Default |')).toEqual(options.map(([, name]) => name));
});

test('the README names every error type that is not a code or a class', async () => {
  const { ERROR_TYPE } = await import('./semconv.ts');
  for (const type of Object.values(ERROR_TYPE)) expect(README).toContain(`\`${type}\``);
});

describe.each([
  ['memory.ts', 'v1', 'esm'],
  ['http-session.ts', 'v1', 'sse'],
  ['http-modern.ts', 'esm'],
])('%s %s', (...fixture) => {
  let emitted: Emitted;

  beforeAll(async () => {
    emitted = await runFixture(...(fixture as [string, ...string[]]));
  });

  test('emits only attributes that the contract, and by that the README, declares for its spans', () => {
    for (const { scope, kind, attributes } of emitted.spans) {
      if (scope !== '@cortex/telemetry/mcp') continue;
      const declared = CONTRACT.spans[kind === 'CLIENT' ? 'mcp.client' : 'mcp.server']?.attributes;
      expect(declared).toEqual(expect.arrayContaining(Object.keys(attributes)));
    }
  });

  test('emits only metrics and attributes that the contract declares', () => {
    for (const { name, points } of emitted.metrics.filter((metric) => metric.name.startsWith('mcp.'))) {
      const keys = points.flatMap(({ attributes }) => Object.keys(attributes));
      expect(CONTRACT.metrics[name]?.attributes).toEqual(expect.arrayContaining(keys));
    }
  });
});
