import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { installation } from './run/installation.ts';
import { traceWith } from './run/received-traces.ts';
import { runStranger } from './run/stranger.ts';

expect.extend(traceMatchers);

const { project, nodes } = installation();

/** The code that the published README tells users to write. */
async function setUpOfReadme(): Promise<string> {
  const readme = await readFile(join(project, 'node_modules/@cortex/telemetry/README.md'), 'utf8');
  const block = /where `telemetry\.mjs` is:\n\n```js\n(.*?)```/s.exec(readme)?.[1];
  if (block === undefined) throw new Error('the README should have the set-up after "where `telemetry.mjs` is:"');
  return block;
}

beforeAll(async () => writeFile(join(project, 'telemetry.mjs'), await setUpOfReadme()));

describe.each([
  ['22', '--import', 'telemetry.mjs', 'in-memory.mjs'],
  ['22', '--require', 'own-set-up.cjs', 'in-memory.cjs'],
  ['26', '--import', 'telemetry.mjs', 'in-memory.mjs'],
  ['26', '--require', 'own-set-up.cjs', 'in-memory.cjs'],
])('McpInstrumentation alone in a NodeSDK of the application, Node.js %s (%s ./%s)', (node, preload, setUp, main) => {
  let receiver: OtlpReceiver;
  let app: Awaited<ReturnType<typeof runStranger>>;

  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    app = await runStranger({
      command: nodes[node] as string,
      args: [preload, `./${setUp}`, main],
      env: {
        OTEL_SERVICE_NAME: 'app',
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_METRICS_EXPORTER: 'none',
        OTEL_LOGS_EXPORTER: 'none',
      },
    });
  });

  afterAll(() => receiver[Symbol.asyncDispose]());

  test.each(['oldest', 'v1', 'v2'])('traces both sides of a call with the %s SDK', (sdk) => {
    const name = `tools/call ${sdk}`;
    expect(traceWith(receiver, { name, service: 'app' })).toEqualTrace({
      name,
      kind: 'CLIENT',
      children: [{ name, kind: 'SERVER' }],
    });
  });

  test('starts nothing else of the package', () => {
    const scopes = receiver.bodies.flatMap(({ resourceSpans = [] }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.map(({ scope }) => scope.name)),
    );
    expect(new Set(scopes)).toEqual(new Set(['@cortex/telemetry/mcp']));
    expect(app.stderr).toBe('');
  });
});
