import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { freePorts } from '../../deploy/local/src/testing/free-ports.ts';
import { everythingByStdio } from './run/everything.ts';
import { installation } from './run/installation.ts';
import { anywhere } from './run/programs.ts';
import { traceWith } from './run/received-traces.ts';
import { runStranger, Stranger } from './run/stranger.ts';

expect.extend(traceMatchers);

let apps: string;

beforeAll(async () => {
  apps = await mkdtemp(join(installation().programs, `run-${process.pid}-`));
  await cp(join(import.meta.dirname, 'apps/others'), apps, { recursive: true });
});

afterAll(() => rm(apps, { recursive: true }));

const envFor = (receiver: OtlpReceiver, service: string) => ({
  ...anywhere(),
  OTEL_SERVICE_NAME: service,
  OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
});

const joined = (name: string) => ({
  name,
  kind: 'CLIENT' as const,
  service: 'client',
  children: [{ name, kind: 'SERVER' as const, service: 'program' }],
});

test('a client of @ai-sdk/mcp and its server have one trace', async () => {
  await using receiver = await OtlpReceiver.start();
  const target = [process.execPath, ...everythingByStdio([])];
  const args = [join(apps, 'ai-sdk.mjs'), ...target];
  expect((await runStranger({ args, env: envFor(receiver, 'client') })).stdout).toBe('Echo: hello\n');
  for (const name of ['initialize', 'tools/list', 'tools/call echo'])
    expect(traceWith(receiver, { name, service: 'client' })).toContainTrace(joined(name));
});

test('a server by tmcp on standard input and output has one trace with its client', async () => {
  await using receiver = await OtlpReceiver.start();
  await using client = new Stranger({
    args: ['call.mjs', 'echo', '{}', process.execPath, join(apps, 'tmcp-stdio.mjs')],
    env: { ...envFor(receiver, 'client'), SERVER_ENV: JSON.stringify({ OTEL_SERVICE_NAME: 'program' }) },
  });
  await client.firstLine;
  client.endInput();
  await client.exit;
  expect(client.stdout).toBe('answered\n');
  expect(traceWith(receiver, { name: 'tools/call echo', service: 'client' })).toContainTrace(joined('tools/call echo'));
});

test.each([
  ['tmcp-http', 'echo'],
  ['mcp-lite', 'echo'],
  ['storybook', 'docs-list'],
])('a server by %s has one trace with its client', async (app, tool) => {
  await using receiver = await OtlpReceiver.start();
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}/mcp`;
  await using server = new Stranger({
    args: [join(apps, `${app}.mjs`)],
    env: { ...envFor(receiver, 'program'), PORT: String(port) },
  });
  await eventually(
    () =>
      fetch(url).then(
        () => true,
        () => undefined,
      ),
    { what: `${app} to listen` },
  );
  await using client = new Stranger({ args: ['call.mjs', tool, '{}', url], env: envFor(receiver, 'client') });
  await client.firstLine;
  client.endInput();
  await client.exit;
  await server.stop();
  expect(client.stdout).toBe('answered\n');
  const name = `tools/call ${tool}`;
  const trace = traceWith(receiver, { name, service: 'client' });
  const served = { name, kind: 'SERVER' as const, service: 'program', attributes: { 'network.transport': 'tcp' } };
  expect(trace).toContainTrace({
    name,
    kind: 'CLIENT',
    service: 'client',
    children: [{ kind: 'CLIENT', service: 'client' }, served],
  });
});
