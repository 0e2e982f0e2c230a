import { failureOfException, failureOfLocalError, failureOfTool, verdictOf } from './outcome.ts';

const withoutClass = Object.assign(new Error('odd'), { constructor: undefined });
const guarded = new Proxy(new Error('odd'), {
  get: () => {
    throw new Error('hands off');
  },
});
const codeWithoutText = Object.assign(new Error('odd'), { code: Object.create(null) });

test.each([
  ['an error without a class', withoutClass],
  ['an error that throws when it is read', guarded],
  ['an error whose code cannot be converted to a string', codeWithoutText],
  ['nothing', undefined],
])('%s still gets an error type', (_, error) => {
  expect(failureOfLocalError(error).errorType).toEqual(expect.any(String));
  expect(failureOfException(error).errorType).toEqual(expect.any(String));
});

test.each([
  ['constructor', 'Error'],
  ['toString', 'Error'],
  ['REQUEST_TIMEOUT', 'timeout'],
  [-32001, 'timeout'],
  [-32000, 'connection_closed'],
  ['CONNECTION_CLOSED', 'connection_closed'],
  ['ECONNREFUSED', 'ECONNREFUSED'],
])('a local error with the code %p has the type %s', (code, type) => {
  expect(failureOfLocalError(Object.assign(new Error('late'), { code })).errorType).toBe(type);
});

test.each([
  ['a time limit', AbortSignal.abort(new DOMException('too late', 'TimeoutError')), 'timeout'],
  ['the caller', AbortSignal.abort(), 'cancelled'],
])('a request that is aborted by %s has that error type', (_, signal, errorType) => {
  expect(failureOfLocalError(new Error('aborted'), signal).errorType).toBe(errorType);
});

test('a message that could not be sent has the type of the cause', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  const unsent = Object.assign(new Error('not sent', { cause: refused }), { code: 'SEND_FAILED' });
  expect(failureOfLocalError(unsent).errorType).toBe('ECONNREFUSED');
});

const text = (value: string) => ({ content: [{ text: value }] });

test.each([
  [
    'the problem details in its metadata',
    { _meta: { 'any.key/problem': { status: 503, title: 'Away', detail: 'hi' } } },
  ],
  [
    'the problem details in its structured content',
    { structuredContent: { status: 503, title: 'Away', detail: 'hi' } },
  ],
])('a failed tool is described by %s, and not by its text', (_, result) => {
  expect(failureOfTool({ ...text('hi'), ...result })).toMatchObject({ errorType: 'tool_error', message: '503 Away' });
  expect(failureOfTool(text('hi')).message).toBeUndefined();
});

test.each([
  ['MCP error -32602: Tool echo not found', 'absent'],
  ['Unknown tool: echo', 'absent'],
  ['Tool echo disabled', 'absent'],
  ['MCP error -32602: Input validation error: Invalid arguments for tool echo', 'unclear'],
  ['The user was not found', 'unclear'],
])('after "%s" the verdict on the tool is %s', (answer, verdict) => {
  expect(verdictOf(failureOfTool(text(answer)))).toBe(verdict);
});
