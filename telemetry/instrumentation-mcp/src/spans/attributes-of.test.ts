import { INVALID_SPAN_CONTEXT, type Span, trace } from '@opentelemetry/api';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { attributesOf } from './attributes-of.ts';

const sentrySpan = (json: object) => ({ getSpanJSON: () => json }) as unknown as Span;

test.each<[string, Span, object | undefined]>([
  ['of the SDK', new TracerProvider().getTracer('test').startSpan('a', { attributes: { a: 1 } }), { a: 1 }],
  ['of Sentry', sentrySpan({ attributes: { a: 1 } }), { a: 1 }],
  ['of Sentry before 11', sentrySpan({ data: { a: 1 } }), { a: 1 }],
  ['of the API alone', trace.wrapSpanContext(INVALID_SPAN_CONTEXT), undefined],
])('reads the attributes of a span %s', (_, span, attributes) => {
  expect(attributesOf(span)).toEqual(attributes);
});
