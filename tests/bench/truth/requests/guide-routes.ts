import { randomUUID } from 'node:crypto';
import type { Expectation } from '../expectation.ts';
import type { Peer } from '../stage.ts';
import { type Leaving, send } from '../wire/send.ts';
import { content, HISTORY, PAGES } from './inputs.ts';
import { between, pick, type Random, type RequestKind, type SendOptions } from './request-kind.ts';

/** The users on whose behalf services are called. */
export const PEOPLE: readonly string[] = Array.from({ length: 10 }, (_, index) => `truth-${index}`);

interface GuideRequest {
  what: string;
  peer: Peer;
  path: string;
  /** The route that answers; undefined if there is none. */
  route?: string;
  body?: object;
  status: number;
  readsHistory?: boolean;
}

const HISTORY_ROUTE = '/resource/history/:user_id';

const REQUESTS: readonly ((user: string, random: Random) => GuideRequest)[] = [
  (user, random) => {
    const body = { user_id: user, input_id: randomUUID(), content: content(random) };
    return { ...tool('memory-service', 'store_input', body), status: 200 };
  },
  (user) => ({ ...tool('memory-service', 'get_history', { user_id: user }), status: 200 }),
  (user) => {
    const body = { user_id: user, query: 'printer toner' };
    return { ...tool('cognition-service', 'get_context', body), status: 200, readsHistory: true };
  },
  () => ({ ...tool('memory-service', 'get_history', { user_id: 'somebody else' }), status: 422 }),
  () => ({ ...tool('memory-service', 'get_history', { user_id: 'somebody' }), status: 403 }),
  (user) => ({
    what: 'unknown tool',
    peer: 'cognition-service',
    path: `/tool/${randomUUID()}`,
    body: { user_id: user },
    status: 404,
  }),
  (user) => ({
    what: 'history',
    peer: 'memory-service',
    path: `/resource/history/${user}?limit=20`,
    route: HISTORY_ROUTE,
    status: 200,
  }),
  () => ({
    what: "another's history",
    peer: 'memory-service',
    path: '/resource/history/somebody',
    route: HISTORY_ROUTE,
    status: 403,
  }),
];

function tool(peer: Peer, name: string, body: object): Omit<GuideRequest, 'status'> {
  return { what: name, peer, path: `/tool/${name}`, route: `/tool/${name}`, body };
}

/** The guide's requests over plain HTTP. */
export const guideRoutes: RequestKind = {
  shares: { plain: 14 },
  send: (options) => ask(options, pick(options.random, REQUESTS)(pick(options.random, PEOPLE), options.random)),
};

/** The same without a trace. */
export const unsampledGuideRoutes: RequestKind = {
  shares: { plain: 4 },
  send: (options) =>
    ask(options, pick(options.random, REQUESTS)(pick(options.random, PEOPLE), options.random), { isSampled: false }),
};

/** Readers of a slow history who leave. */
export const abandonedHistories: RequestKind = {
  shares: { slow: 25 },
  send: async (options) => {
    const user = pick(options.random, PEOPLE);
    const history = {
      what: 'history left',
      peer: 'memory-service',
      path: `/resource/history/${user}`,
      route: HISTORY_ROUTE,
      status: 499,
    } as const;
    await ask(options, history, { leaving: { afterMilliseconds: between(options.random, 0, 200) } });
  },
};

interface AskOptions {
  isSampled?: boolean;
  leaving?: Leaving;
}

async function ask(
  { stage, random }: SendOptions,
  { what, peer, path, route, body, status, readsHistory = false }: GuideRequest,
  { isSampled = true, leaving }: AskOptions = {},
): Promise<void> {
  const expectation: Expectation = stage.begin(`${isSampled ? 'guide' : 'unsampled guide'}: ${what}`, { isSampled });
  const { spanId, header: traceparent } = expectation.parent();
  const method = body === undefined ? 'GET' : 'POST';
  const span = `${peer} server ${method}${route === undefined ? '' : ` ${route}`}`;
  const entry = expectation.expect({ span, parentSpanId: spanId });
  if (readsHistory) expectation.calls.set(HISTORY, PAGES);
  const user = body !== undefined && 'user_id' in body ? String(body.user_id) : path.split(/[/?]/)[3];
  const subject = status === 403 || status === 422 ? pick(random, PEOPLE) : (user ?? '');
  const reply = await send(
    {
      url: `${stage.urlOf(peer)}${path}`,
      method,
      headers: { ...(await stage.peerHeaders(subject, peer)), traceparent },
      body: body && JSON.stringify(body),
    },
    leaving,
  );
  entry.status = reply?.status;
  if ((reply?.status ?? 499) !== status) expectation.complaints.push(`expected ${status}, came ${reply?.status}`);
}
