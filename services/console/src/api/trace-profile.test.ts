import { jaegerTrace, TRACE_ID } from '../testing/jaeger-trace.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';
import type { TraceProfileAnswer } from './trace-profile.ts';

const SPAN = '1'.repeat(16);
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';

const profile = {
  stringTable: ['', 'handle', '/app/shop.ts', 'parse', '/app/node_modules/json/index.js'],
  function: [
    { id: '1', name: '1', filename: '2' },
    { id: '2', name: '3', filename: '4' },
  ],
  location: [
    { id: '1', line: [{ functionId: '1', line: '10' }] },
    { id: '2', line: [{ functionId: '2', line: '20' }] },
  ],
  sample: [
    { locationId: ['1'], value: ['3000000'] },
    { locationId: ['2', '1'], value: ['7000000'] },
  ],
};
const flame = {
  names: ['total', 'handle', 'parse'],
  levels: [
    { values: ['0', '2000000', '0', '0'] },
    { values: ['0', '2000000', '0', '1'] },
    { values: ['0', '2000000', '2000000', '2'] },
  ],
};

let asked: AskedConsole;
let isAway: boolean;
let selected: unknown;

beforeAll(async () => {
  asked = await askedConsole((path, body) => {
    if (path.startsWith('/api/traces/')) return { data: [jaegerTrace([{ spanId: SPAN }])] };
    if (isAway) return undefined;
    if (path.endsWith('LabelValues')) return { names: [CPU] };
    if (path.endsWith('SelectMergeProfile')) return profile;
    selected = JSON.parse(body).spanSelector;
    return { flamegraph: flame };
  });
});
afterAll(() => asked.stop());
beforeEach(() => {
  isAway = false;
});

test('answers the functions of a trace by service, and separates own ones from those of packages', async () => {
  const { body } = await asked.get(`/api/traces/${TRACE_ID}/profile`);
  const { services } = body as TraceProfileAnswer;
  expect(services).toEqual([expect.objectContaining({ service: 'shop', type: 'cpu', milliseconds: 10, more: 0 })]);
  expect(services[0]?.shown).toEqual({ service: 'shop', type: 'cpu', trace: TRACE_ID });
  expect(services[0]?.functions).toEqual([
    {
      name: 'parse',
      place: '/app/node_modules/json/index.js:20',
      origin: 'package',
      selfMilliseconds: 7,
      totalMilliseconds: 7,
    },
    { name: 'handle', place: '/app/shop.ts:10', origin: 'application', selfMilliseconds: 3, totalMilliseconds: 10 },
  ]);
});

test('answers those of one span, with their places', async () => {
  const { body } = await asked.get(`/api/traces/${TRACE_ID}/profile?span=${SPAN}`);
  const { services } = body as TraceProfileAnswer;
  expect(selected).toEqual([SPAN]);
  expect(services[0]).toMatchObject({ milliseconds: 2, shown: { trace: TRACE_ID, span: SPAN } });
  expect(services[0]?.functions[0]).toMatchObject({ name: 'parse', place: '/app/node_modules/json/index.js:20' });
});

test('a profile store that is away is a 502 that names it', async () => {
  isAway = true;
  const { status, body } = await asked.get(`/api/traces/${TRACE_ID}/profile`);
  expect([status, JSON.stringify(body)]).toEqual([502, expect.stringContaining('The profile store at')]);
});

test('a span that is not in the trace is a 404', async () => {
  const { status } = await asked.get(`/api/traces/${TRACE_ID}/profile?span=${'2'.repeat(16)}`);
  expect(status).toBe(404);
});
