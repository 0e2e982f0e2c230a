import { jaegerTrace, TRACE_ID } from '../testing/jaeger-trace.ts';
import type { ExplanationAnswer } from './explanation.ts';
import { type AskedConsole, askedConsole } from './testing/asked-console.ts';

let asked: AskedConsole;
let traces: unknown[];

beforeAll(async () => {
  asked = await askedConsole((path) => {
    if (path.startsWith('/api/traces/')) return { data: traces };
    return path.startsWith('/select') ? '' : undefined;
  });
});
afterAll(() => asked.stop());

test('gives all findings, and names the backends that are away', async () => {
  const spans = Array.from({ length: 30 }, (_, index) => ({
    spanId: index.toString(16).padStart(16, '0'),
    begin: index * 100,
  }));
  traces = [jaegerTrace(spans)];
  const { status, body } = await asked.get(`/api/traces/${TRACE_ID}/explanation`);
  const { findings, milliseconds } = body as ExplanationAnswer;
  expect([status, milliseconds]).toEqual([200, 3000]);
  expect(findings[0]).toMatchObject({ kind: 'time', summary: expect.stringContaining('shop'), milliseconds: 100 });
  const missing = findings.filter(({ kind }) => kind === 'missing').map(({ summary }) => summary);
  expect(missing).toEqual([
    expect.stringMatching(/^Prometheus at http.* answered 503/),
    expect.stringMatching(/^The profile store at http.* answered 503/),
    expect.stringMatching(/^Without Prometheus it is not known what is usual/),
    expect.stringMatching(/^Without the profile store it is not known/),
  ]);
});

test('an unknown trace is a 404 that suggests what to do', async () => {
  traces = [];
  const { status, body } = await asked.get(`/api/traces/${'b'.repeat(32)}/explanation`);
  expect(status).toBe(404);
  expect(body).toMatchObject({ detail: expect.stringContaining('It may have expired') });
});

test('a malformed id is a 422 with what was expected', async () => {
  const { status, body } = await asked.get('/api/traces/0/explanation');
  expect(status).toBe(422);
  expect(JSON.stringify(body)).toContain('expected a trace id of 32 hexadecimal digits');
});
