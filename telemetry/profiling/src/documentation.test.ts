import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeRequest } from '@cortex/test-support';
import { OtlpReceiver } from '@cortex/trace-testing';
import * as profiling from './index.ts';

const PACKAGE = join(import.meta.dirname, '..');
const README = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

/** Work in a span, to run after the README's set-up. The process ends by itself. */
const APPLICATION = `
import { trace } from '@opentelemetry/api';
import { burnCpu } from '@cortex/test-support';
trace.getTracer('shop').startActiveSpan('checkout', (span) => {
  burnCpu(500);
  span.end();
  console.log(span.spanContext().spanId);
});
`;

test("the README's set-up sends profiles until the process ends, and its samples name their span", async () => {
  const [, setUp = ''] = /```js\n(.*?)```/s.exec(README) ?? [];
  await using receiver = await OtlpReceiver.start();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=cortex-source', '--input-type=module', '--eval', setUp + APPLICATION],
    { cwd: PACKAGE, env: { PATH: process.env.PATH, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url }, timeout: 60_000 },
  );
  const sent = receiver.received.filter(({ path }) => path.endsWith('/profiles'));
  const requests = sent.map(({ body }) => decodeRequest(body));
  expect(new Set(requests.map(({ resource }) => resource['service.name']))).toEqual(new Set(['shop']));
  const spans = requests.flatMap(({ profiles }) =>
    profiles.flatMap(({ samples }) => samples.map(({ spanId }) => spanId)),
  );
  expect(spans).toContain(stdout.trim());
});

test('the README lists the options', () => {
  const source = readFileSync(join(import.meta.dirname, 'start.ts'), 'utf8');
  const [, members = ''] = /interface ProfilingOptions \{(.*?)\n\}/s.exec(source) ?? [];
  const options = [...members.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm)].map(([, name]) => name);
  const listed = [...README.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(options.filter((name) => !listed.includes(name))).toEqual([]);
  expect(listed.filter((name) => !options.includes(name))).toEqual([]);
});

test('the README names every function that is exported', () => {
  expect(Object.keys(profiling).filter((name) => !README.includes(`${name}(`))).toEqual([]);
});
