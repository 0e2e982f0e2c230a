import type { Attributes, Span } from '@opentelemetry/api';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { Call } from './call.ts';
import { recordArguments } from './payload.ts';

const ARGUMENTS = { city: 'Paris', days: [1, 2] };
const NAME = 'gen_ai.tool.call.arguments';

type Shown = Span & { attributes: Attributes };

const sdkSpan = () => new TracerProvider().getTracer('test').startSpan('call') as Shown;

/** Behaves like a span of SDK 2.x, which ignores structured attributes. */
class FlatSpan {
  readonly attributes: Attributes = {};
  tries = 0;

  isRecording(): boolean {
    return true;
  }

  setAttribute(name: string, value: unknown): this {
    this.tries += 1;
    if (typeof value !== 'object') this.attributes[name] = value;
    return this;
  }
}

function record(span: unknown, params: object, payloadLimit = 4096): void {
  const call = { span, operation: { toolName: 'forecast' } } as Call;
  recordArguments(
    call,
    { method: 'tools/call', params: { arguments: params } },
    { capturePayloads: true, payloadLimit },
  );
}

test("a payload is structured on spans that support it, and is a copy of the application's object", () => {
  const span = sdkSpan();
  const given = structuredClone(ARGUMENTS);
  record(span, given);
  given.days.push(3);
  expect(span.attributes[NAME]).toEqual(ARGUMENTS);
});

test('of a payload that has to be cut, the beginning of its JSON is recorded', () => {
  const span = sdkSpan();
  record(span, ARGUMENTS, 10);
  expect(span.attributes[NAME]).toBe('{"city":"P');
});

test('a payload is JSON on spans without structured attributes, which are tried only once', () => {
  const spans = [new FlatSpan(), new FlatSpan()];
  for (const span of spans) record(span, ARGUMENTS);
  expect(spans.map(({ attributes }) => attributes[NAME])).toEqual(Array(2).fill(JSON.stringify(ARGUMENTS)));
  expect(spans.map(({ tries }) => tries)).toEqual([2, 1]);
});
