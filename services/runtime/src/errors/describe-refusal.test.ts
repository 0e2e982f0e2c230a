import { startTraceHarness } from '@cortex/trace-testing';
import { trace } from '@opentelemetry/api';
import { describeRefusal } from './describe-refusal.ts';
import { HttpError } from './http-error.ts';

const harness = startTraceHarness();

beforeEach(() => harness.reset());

afterAll(() => harness.stop());

test.each([
  [
    'a refusal',
    new HttpError(422, 'limit: expected a number'),
    { status: 'ERROR', statusMessage: 'limit: expected a number' },
  ],
  ['a bug, which the caller must not see', new Error('no such table'), { status: 'UNSET' }],
])('the span of the call describes %s', (_what, error, described) => {
  trace.getTracer('test').startActiveSpan('call', (span) => {
    describeRefusal(error);
    span.end();
  });
  expect(harness.traces()[0]?.spans[0]).toMatchObject(described);
});
