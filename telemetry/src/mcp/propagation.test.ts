import { ROOT_CONTEXT } from '@opentelemetry/api';
import type { MethodMessage } from './internal-types.ts';
import { tryInjectContext } from './propagation.ts';

const message = (params: unknown) => ({ method: 'ping', params }) as MethodMessage;

test.each([
  ['a _meta that is null', { _meta: null }],
  ['a _meta that is a text', { _meta: 'text' }],
  ['a _meta that is a list', { _meta: [1] }],
  ['parameters that are null', null],
  ['parameters that are a list', [1]],
])('a message with %s goes out as the application made it', (_, params) => {
  const made = message(params);
  expect(tryInjectContext(made, ROOT_CONTEXT)).toBe(made);
});

test.each([
  ['parameters', undefined],
  ['_meta', {}],
])('a message without %s gets them', (_, params) => {
  expect(tryInjectContext(message(params), ROOT_CONTEXT)).toEqual(message({ _meta: {} }));
});
