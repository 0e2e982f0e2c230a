import { cp } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { freePort } from '@cortex/local/testing';
import { eventually, OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { EXAMPLES, scriptOf } from './run/examples.ts';
import { installation } from './run/installation.ts';
import { traceWith } from './run/received-traces.ts';
import { runStranger, Stranger } from './run/stranger.ts';
import { SetUpProject } from './set-ups/set-up-project.ts';

expect.extend(traceMatchers);

/** Below the project with the packed packages and the SDKs. */
const folder = join(installation().project, 'examples');

beforeAll(() => cp(EXAMPLES, folder, { recursive: true }));

test('stdio-server: a call has its trace, and nothing but the protocol goes to standard output', async () => {
  await using receiver = await OtlpReceiver.start();
  const port = await freePort();
  await using _weather = createServer((request, response) => response.end(`sunny at ${request.url}`)).listen(port);
  const { stdout } = await runStranger({
    args: await scriptOf('stdio-server', 'call'),
    cwd: join(folder, 'stdio-server'),
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, WEATHER_URL: `http://127.0.0.1:${port}` },
  });
  expect(stdout).toBe('sunny at /Oslo?format=3\n');
  const name = 'tools/call forecast';
  expect(traceWith(receiver, { name, service: 'weather' })).toEqualTrace({
    name,
    kind: 'SERVER',
    children: [{ name: 'GET', kind: 'CLIENT' }],
  });
});

test('http-agent: the work of the agent is one trace through both programs', async () => {
  await using receiver = await OtlpReceiver.start();
  const cwd = join(folder, 'http-agent');
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, PORT: String(await freePort()) };
  const args = await scriptOf('http-agent', 'server');
  await using server = new Stranger({ args, cwd, env: { ...env, OTEL_SERVICE_NAME: 'shop' } });
  await eventually(() => server.stdout.includes('\n'), { what: `the server to listen; it wrote: ${server.stderr}` });
  const { stdout } = await runStranger({
    args: [...(await scriptOf('http-agent', 'agent')), server.stdout.trim()],
    cwd,
    env: { ...env, OTEL_SERVICE_NAME: 'agent' },
  });
  await server.stop();
  expect(stdout).toBe('One lamp is on its way\nThere is no chair\n');
  const trace = traceWith(receiver, { name: 'invoke_agent shopper', service: 'agent' });
  const calls = trace.spans.filter(({ name, service }) => name.startsWith('tools/call ') && service === 'shop');
  expect(calls.map(({ name, status }) => `${name} ${status}`).toSorted()).toEqual([
    'tools/call order ERROR',
    'tools/call order UNSET',
    'tools/call search UNSET',
  ]);
  expect(trace.roots.map(({ name }) => name)).toEqual(['invoke_agent shopper']);
});

test('own-sdk: client and server have one trace with the SDK that they start themselves', async () => {
  await using receiver = await OtlpReceiver.start();
  await using project = await SetUpProject.install('sdk-2');
  const cwd = join(project.folder, 'own-sdk');
  await cp(join(EXAMPLES, 'own-sdk'), cwd, { recursive: true });
  const { stdout } = await runStranger({
    args: await scriptOf('own-sdk', 'call'),
    cwd,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' },
  });
  expect(stdout).toBe('3\n');
  const name = 'tools/call add';
  expect(traceWith(receiver, { name, service: 'client' })).toEqualTrace({
    name,
    kind: 'CLIENT',
    children: [{ name, kind: 'SERVER', service: 'adder' }],
  });
});
