import { TRACE_ID } from '../testing/jaeger-trace.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

let asked: AskedConsole;
let answer: string | undefined;
let filters: string[];

beforeAll(async () => {
  asked = await askedConsole((_, body) => {
    filters = new URLSearchParams(body).getAll('extra_filters');
    return answer;
  });
});
afterAll(() => asked.stop());

test('answers the lines of the trace, with long values cut', async () => {
  const line = {
    _time: '2026-11-28T12:00:00.123456Z',
    _msg: 'out of\nstock',
    'service.name': 'shop',
    severity_text: 'WARN',
    span_id: 'b'.repeat(16),
    'host.name': 'a',
    body: 'x'.repeat(1_000_000),
  };
  answer = JSON.stringify(line);
  const { status, body } = await asked.get(`/api/traces/${TRACE_ID}/logs?begin=1795468995000`);
  expect(status).toBe(200);
  expect(filters).toEqual([`_time:>=${new Date(1_795_468_995_000).toISOString()}`, `"trace_id":="${TRACE_ID}"`]);
  expect(body).toEqual({
    isCut: false,
    lines: [
      {
        time: line._time,
        service: 'shop',
        severity: 'warn',
        message: 'out of stock',
        spanId: line.span_id,
        fields: { 'service.name': 'shop', severity_text: 'WARN', body: expect.stringMatching(/^x{399}…$/) },
      },
    ],
  });
});

test('a log store that is away is a 502 that names it', async () => {
  answer = undefined;
  const { status, body } = await asked.get(`/api/traces/${TRACE_ID}/logs`);
  expect([status, JSON.stringify(body)]).toEqual([502, expect.stringContaining('The log store at')]);
});
