import { join } from 'node:path';
import { OtlpReceiver, traceMatchers } from '@cortex/trace-testing';
import { receivedTraces } from '../run/received-traces.ts';
import { runStranger } from '../run/stranger.ts';
import { installRuntimes } from '../setup/projects.ts';
import { SetUpProject } from './set-up-project.ts';

expect.extend(traceMatchers);

let project: SetUpProject;
let interpreters: Record<string, string>;

beforeAll(async () => {
  project = await SetUpProject.install('sdk-2');
  interpreters = { 20: join(await installRuntimes(), 'node_modules/node-20/bin/node'), 26: process.execPath };
});

afterAll(() => project[Symbol.asyncDispose]());

const AUTOMATIC = '@opentelemetry/auto-instrumentations-node/register';

const NODE_SDK = {
  mjs: ['--import', './node-sdk.mjs', 'both.mjs'],
  cjs: ['--require', './node-sdk.cjs', 'both.cjs'],
};

test.each([
  ['NodeSDK', '20', NODE_SDK.mjs],
  ['NodeSDK', '20', NODE_SDK.cjs],
  ['NodeSDK', '26', NODE_SDK.mjs],
  ['NodeSDK', '26', NODE_SDK.cjs],
  [AUTOMATIC, '26', ['--import', AUTOMATIC, '--import', './add-mcp.mjs', 'both.mjs']],
  [AUTOMATIC, '26', ['--require', AUTOMATIC, '--require', './add-mcp.cjs', 'both.cjs']],
])(
  'OpenTelemetry 2.x and API 1.9, set up by %s on Node.js %s, trace both sides of each call once (%j)',
  async (setUp, node, args) => {
    await using receiver = await OtlpReceiver.start();
    const { stdout, stderr } = await runStranger({
      command: interpreters[node] as string,
      cwd: project.folder,
      args,
      env: {
        OTEL_SERVICE_NAME: 'app',
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
        OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http',
        OTEL_NODE_RESOURCE_DETECTORS: 'env',
      },
    });
    expect(stdout + stderr).toBe('');
    const traces = receivedTraces(receiver);
    const call = (name: string) => ({ name, kind: 'CLIENT' as const, children: [{ name, kind: 'SERVER' as const }] });
    const connected = ['initialize', 'notifications/initialized'];
    const names = [...connected, 'tools/call v1', ...connected, 'tools/call v2'];
    expect(traces).toHaveLength(1);
    expect(traces[0]).toEqualTrace({ name: 'user', children: names.map(call) });
    // Its spans do not support structured attributes.
    const results = traces[0]?.spans.flatMap(({ attributes }) => attributes['gen_ai.tool.call.result'] ?? []);
    expect(results?.map((result) => typeof result)).toEqual(Array(setUp === 'NodeSDK' ? 4 : 0).fill('string'));
  },
);
