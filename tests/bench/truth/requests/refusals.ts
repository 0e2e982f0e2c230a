import { send } from '../wire/send.ts';
import { pick, type RequestKind } from './request-kind.ts';

interface Refusal {
  what: string;
  status: number;
  path?: string;
  method?: 'POST' | 'DELETE';
  headers?: Record<string, string>;
  body?: string;
}

const TOO_LONG = JSON.stringify({ content: 'x'.repeat(20_000) });

const REFUSALS: readonly Refusal[] = [
  { what: 'content of a wrong type', status: 422, body: '{"content":7}' },
  { what: 'content that is too long', status: 422, body: TOO_LONG },
  { what: 'a body that is not JSON', status: 400, body: '{"content":' },
  { what: 'a body of another type', status: 415, body: '<a/>', headers: { 'content-type': 'text/xml' } },
  { what: 'a malformed token', status: 401, body: '{"content":"a"}', headers: { authorization: 'Bearer x.y.z' } },
  { what: 'an unknown route', status: 404, path: '/nowhere', body: '{}' },
  { what: 'a method that the route does not have', status: 405, method: 'DELETE' },
];

/** Invalid inputs. */
export const refusals: RequestKind = {
  shares: { plain: 6, failing: 4 },
  send: async ({ stage, random }) => {
    const { what, status, path = '/input', method = 'POST', headers, body } = pick(random, REFUSALS);
    const expectation = stage.begin(`refused: ${what}`);
    const { spanId, header: traceparent } = expectation.parent();
    // Without a matching route, the span's name has none.
    const route = [404, 405].includes(status) ? '' : ` ${path}`;
    const entry = expectation.expect({ span: `core-api server ${method}${route}`, parentSpanId: spanId });
    const reply = await send({
      url: `${stage.urls.coreApi}${path}`,
      method,
      headers: { ...stage.userHeaders(), ...headers, traceparent },
      body,
    });
    entry.status = reply?.status;
    if (reply?.status !== status) expectation.complaints.push(`expected ${status}, came ${reply?.status}`);
  },
};

const SPAN = '0123456789abcdef';

/** Invalid values of a header `traceparent`. */
const MALFORMED: readonly ((traceId: string) => string)[] = [
  () => 'nonsense',
  () => `00-${'0'.repeat(32)}-${SPAN}-01`,
  (traceId) => `00-${traceId}-${'0'.repeat(16)}-01`,
  (traceId) => `ff-${traceId}-${SPAN}-01`,
  (traceId) => `00-${traceId.slice(1)}-${SPAN}-01`,
  (traceId) => `00-${traceId}-${SPAN}`,
  (traceId) => `00-${traceId}-${SPAN}-01-more`,
  (traceId) => `00-${traceId.toUpperCase().replace(/^./, 'A')}-${SPAN}-01`,
];

/** Requests with a malformed `traceparent`, each of which begins a trace. */
export const malformedParents: RequestKind = {
  shares: { plain: 4 },
  send: async ({ stage, random }) => {
    const expectation = stage.begin('malformed traceparent');
    const traceparent = pick(random, MALFORMED)(expectation.parent().traceId);
    expectation.traceId = undefined;
    const entry = expectation.expect({ span: 'core-api server GET /auth/verify', parentSpanId: undefined });
    const reply = await send({
      url: `${stage.urls.coreApi}/auth/verify`,
      method: 'GET',
      headers: { ...stage.userHeaders(), traceparent, 'x-request-id': expectation.requestId },
    });
    entry.status = reply?.status;
    if (reply?.status !== 200) expectation.complaints.push(`expected 200, came ${reply?.status}`);
  },
};
