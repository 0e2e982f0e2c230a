import { once } from 'node:events';
import { type DisposableTempDir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OtlpReceiver, plainAttributes } from '@cortex/trace-testing';
import { AppProcess } from '../test-support/app-process.ts';

let folder: DisposableTempDir;

beforeEach(async () => {
  folder = await mkdtempDisposable(join(tmpdir(), 'configuration-'));
});

afterEach(() => folder.remove());

async function fileOf(text: string): Promise<string> {
  const file = join(folder.path, 'otel.yaml');
  await writeFile(file, text);
  return file;
}

const DECLARED = `
file_format: '1.0'
resource:
  attributes: [{ name: service.name, value: declared }]
tracer_provider:
  processors:
    - batch:
        schedule_delay: 600000
        exporter: { otlp_http: { endpoint: '\${RECEIVER}/v1/traces', encoding: json } }
meter_provider:
  readers:
    - periodic:
        interval: 600000
        exporter: { otlp_http: { endpoint: '\${RECEIVER}/v1/metrics', encoding: json } }
logger_provider:
  processors:
    - batch:
        schedule_delay: 600000
        exporter: { otlp_http: { endpoint: '\${RECEIVER}/v1/logs', encoding: json } }
`;

test('all signals go to the endpoints in the file of OTEL_CONFIG_FILE, whatever the variables say', async () => {
  await using receiver = await OtlpReceiver.start();
  const env = { OTEL_CONFIG_FILE: await fileOf(DECLARED), RECEIVER: receiver.url, OTEL_TRACES_EXPORTER: 'none' };
  await using app = new AppProcess({ app: 'ending.ts', env });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  expect(app.stdout).toBe('');
  expect(app.notices.filter((line) => line.startsWith('[telemetry]'))).toEqual([]);
  expect(receiver.spans.map(({ name }) => name)).toEqual(['last']);
  expect(receiver.logs.map(({ body }) => body.stringValue)).toEqual(['last line']);
  expect(receiver.metrics.map(({ name }) => name)).toEqual(expect.arrayContaining(['app.last', 'process.cpu.time']));
  const [body] = receiver.bodies.filter(({ resourceSpans }) => resourceSpans !== undefined);
  expect(plainAttributes(body?.resourceSpans?.[0]?.resource.attributes ?? [])['service.name']).toBe('declared');
});

const PATIENT = `
file_format: '1.0'
tracer_provider:
  processors:
    - batch:
        schedule_delay: 600000
        export_timeout: 600000
        exporter: { otlp_http: { endpoint: '\${RECEIVER}/v1/traces', encoding: json, timeout: 600000 } }
`;

describe('the end of a process does not wait for an export', () => {
  async function endWith(url: string): Promise<void> {
    const env = { OTEL_CONFIG_FILE: await fileOf(PATIENT), RECEIVER: url, CORTEX_SHUTDOWN_TIMEOUT: '1000' };
    await using app = new AppProcess({ app: 'idle.ts', env });
    expect(await app.exit).toEqual({ code: 0, signal: null });
    expect(app.stdout).toContain('saved 2\nbeforeExit 3\n');
    expect(app.notices).toContainEqual(expect.stringContaining('not all telemetry could be sent'));
  }

  test('that is never answered', async () => {
    await using receiver = await OtlpReceiver.start();
    receiver.behaviour = 'hang';
    await endWith(receiver.url);
  });

  test('that is to be retried later', async () => {
    const server = createServer((_, response) => response.writeHead(503, { 'retry-after': '300' }).end());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      await endWith(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.close();
    }
  });
});

test("the SDK's messages at the file's log level go to standard error", async () => {
  const env = { OTEL_CONFIG_FILE: await fileOf("file_format: '1.0'\nlog_level: debug\n") };
  await using app = new AppProcess({ app: 'one-span.ts', env });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(app.stdout).toBe('');
  expect(app.notices.length).toBeGreaterThan(0);
  expect(app.notices.filter((line) => !line.startsWith('[telemetry]'))).toEqual([]);
});

const TO_CONSOLE = `
file_format: '1.0'
tracer_provider: { processors: [{ simple: { exporter: { console: {} } } }] }
meter_provider: { readers: [{ periodic: { interval: 600000, exporter: { console: {} } } }] }
logger_provider: { processors: [{ batch: { exporter: { console: {} } } }] }
`;

test('the console exporters of the file write to standard error, because standard output belongs to the application', async () => {
  await using app = new AppProcess({ app: 'ending.ts', env: { OTEL_CONFIG_FILE: await fileOf(TO_CONSOLE) } });
  expect(await app.exit).toEqual({ code: 0, signal: null });
  expect(app.stdout).toBe('');
  for (const item of ["name: 'last'", "name: 'app.last'", "body: 'last line'"]) expect(app.stderr).toContain(item);
});

test.each([
  ['does not exist', undefined],
  ['is not YAML', '{'],
  ['declares an unknown processor', "file_format: '1.0'\ntracer_provider: { processors: [{ sometimes: {} }] }\n"],
  ['has an unknown format', "file_format: '7.0'\n"],
])('a file that %s gives one line, and the application runs without telemetry', async (_, text) => {
  const file = text === undefined ? join(folder.path, 'nowhere.yaml') : await fileOf(text);
  await using app = new AppProcess({ app: 'one-span.ts', env: { OTEL_CONFIG_FILE: file } });
  expect(await app.exit).toEqual({ code: 7, signal: null });
  expect(app.notices).toEqual([expect.stringMatching(/^\[telemetry\] error: Could not .*OpenTelemetry/)]);
});
