import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installation } from './run/installation.ts';
import { runStranger } from './run/stranger.ts';

const V1 = '@modelcontextprotocol/sdk';
/** Files that run a server when they are imported, or need additional packages. */
const PROGRAMS = /^(?:cli|examples\/.*)\.js$/;
const OTHERS = [
  ...['client', 'client/stdio', 'server', 'server/stdio', 'core'].map((path) => `@modelcontextprotocol/${path}`),
  ...['api', 'core', 'instrumentation', 'instrumentation-http', 'sdk-node'].map((name) => `@opentelemetry/${name}`),
  ...['', '/errors', '/http', '/instruments', '/mcp', '/redaction'].map((path) => `@cortex/telemetry${path}`),
  ...['http', 'https', 'node:http', 'node:https', 'node:net', 'express', 'zod'],
];

async function filesOfV1(): Promise<string[]> {
  const files = await readdir(join(installation().packages, V1, 'dist/esm'), { recursive: true });
  return files.filter((file) => file.endsWith('.js') && !PROGRAMS.test(file)).map((file) => `${V1}/${file}`);
}

async function exportNames(modules: readonly string[], preload: readonly string[]): Promise<unknown> {
  const env = { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' };
  const args = [...preload, 'export-names.mjs', ...modules];
  const { stdout } = await runStranger({ args, env: { ...env, OTEL_NODE_ENABLED_INSTRUMENTATIONS: '' } });
  return JSON.parse(stdout);
}

test.each([
  ['each file of version 1 of the MCP SDK', filesOfV1],
  ['the packages of version 2, of OpenTelemetry and others', async () => OTHERS],
])('%s exports the same names with telemetry', async (_, list) => {
  const modules = await list();
  const bare = await exportNames(modules, []);
  expect(Object.values(bare as object).filter(Array.isArray).length).toBeGreaterThan(modules.length / 2);
  expect(await exportNames(modules, ['--import', '@cortex/telemetry/register'])).toEqual(bare);
});
