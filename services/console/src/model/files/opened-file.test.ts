import { gzipSync } from 'node:zlib';
import { Function as Fn, Line, Location, Profile, Sample, StringTable, ValueType } from 'pprof-format';
import { usesOf } from '../profile/function-uses.ts';
import { spanOf, traceOf } from '../testing/spans.ts';
import { jaegerJson } from './jaeger-json.ts';
import { openedFile } from './opened-file.ts';
import { ofType } from './pprof-file.ts';

const MEGABYTE = 1024 * 1024;

const blob = (content: string | Uint8Array | object) =>
  new Blob([
    typeof content === 'string' || content instanceof Uint8Array
      ? (content as Uint8Array<ArrayBuffer>)
      : JSON.stringify(content),
  ]);
const jaeger = jaegerJson(traceOf(spanOf('root', [0, 100])));
const otlp = (traceId: string) => ({
  resourceSpans: [{ scopeSpans: [{ spans: [{ traceId, spanId: 'b'.repeat(16), name: 'GET /' }] }] }],
});

test.each([
  ['a file of Jaeger', blob(jaeger), 1],
  ['one that is gzipped', blob(gzipSync(JSON.stringify(jaeger))), 1],
  ['a trace of Jaeger alone', blob(jaeger.data[0] as object), 1],
  ['a request in OTLP', blob(otlp('a'.repeat(32))), 1],
  ['requests in OTLP, one a line', blob(['a', 'c'].map((id) => JSON.stringify(otlp(id.repeat(32)))).join('\n')), 2],
])('opens %s', async (_, file, count) => {
  expect(await openedFile(file)).toMatchObject({ kind: 'traces', traces: { length: count } });
});

test.each([['plain'], ['gzipped']])('opens a %s pprof with all its sample types', async (form) => {
  const stringTable = new StringTable();
  const index = (text: string) => stringTable.dedup(text);
  const bytes = new Profile({
    stringTable,
    sampleType: ['samples', 'cpu'].map((type) => new ValueType({ type: index(type), unit: index('nanoseconds') })),
    function: [new Fn({ id: 1, name: index('pay'), filename: index('pay.ts') })],
    location: [new Location({ id: 1, line: [new Line({ functionId: 1, line: 7 })] })],
    sample: [new Sample({ locationId: [1], value: [2, 5] })],
  }).encode();
  const opened = await openedFile(blob(form === 'gzipped' ? gzipSync(bytes) : bytes));
  if (opened.kind !== 'profile') throw new Error(`expected a profile, got ${opened.kind}`);
  expect(opened.profile.types.map(({ name }) => name)).toEqual(['samples', 'cpu']);
  expect(usesOf(ofType(opened.profile, 1)).functions).toEqual([
    { name: 'pay', place: 'pay.ts:7', self: 5, total: 5, own: 5 },
  ]);
});

test.each([
  ['nothing', '', /The file is empty/],
  [
    'other JSON',
    { name: 'x', version: 1 },
    /^Expected a trace .* or a profile .* Came JSON with the members name, version/,
  ],
  ['a number in JSON', '[5]', /Came JSON with a number/],
  ['JSON that is cut off', '{"data":[', /begins as JSON and is none: /],
  ['an invalid trace', { data: [{ spans: [{}] }] }, /looks like a trace of Jaeger, and is not: .*traceID/s],
  ['OTLP with wrong times', { resourceSpans: 5 }, /looks like a trace of OTLP, and is not: /],
  ['no spans', { data: [] }, /The file has no spans/],
  ['text', 'hello', /^Expected a trace .* Came something else/],
  ['gzip that is cut off', gzipSync('{"data":[]}').subarray(0, 15), /damaged or cut off/],
])('reports for %s what was expected and what came', async (_, content, message) => {
  await expect(openedFile(blob(content))).rejects.toThrow(message);
});

test.each([
  ['as it is', blob('{'.padEnd(2 * MEGABYTE)), 'The file has 2 MB. At most 1 MB can be shown'],
  [
    'once it is unzipped',
    blob(gzipSync(Buffer.alloc(2 * MEGABYTE))),
    'The file has more than 1 MB once it is unzipped',
  ],
])('refuses a file that is too large %s', async (_, file, message) => {
  await expect(openedFile(file, MEGABYTE)).rejects.toThrow(message);
});
