import { randomBytes } from 'node:crypto';
import { eventually, findJaegerTraces, readJaegerTrace } from '@cortex/trace-testing';
import type { SecurityPlatform } from '../security-platform.ts';

const BOGUS_LOGINS = 600;

/** What somebody without an account can do. */
export function strangersSuite(under: SecurityPlatform): void {
  function login(username: string, password: string): Promise<Response> {
    const body = new URLSearchParams({ username, password });
    return fetch(`${under.platform.urls.coreApi}/auth/login`, { method: 'POST', body });
  }

  test.each(['00', '01'])(
    'a sender of a parent with the flags %s decides neither on a trace nor on its id',
    async (flags) => {
      const path = `/nowhere/${randomBytes(8).toString('hex')}`;
      const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
      const headers = { traceparent: `00-${traceId}-${spanId}-${flags}` };
      const query = { service: 'core-api', tags: { 'url.path': path } };
      const trace = await eventually(
        async () => {
          // Repeated, because after many refused requests one has no trace.
          await (await fetch(under.platform.urls.coreApi + path, { headers })).text();
          return (await findJaegerTraces(under.platform.urls.jaeger, query))[0];
        },
        { what: `a trace of GET ${path}`, intervalMilliseconds: 500 },
      );
      expect(trace.traceId).not.toBe(traceId);
      expect(trace.roots.map(({ links }) => links)).toEqual([[{ traceId, spanId }]]);
    },
  );

  test('baggage that is sent with an input does not set the conversation of the calls that follow', async () => {
    const { urls } = under.platform;
    const token = (await (await login(under.user.username, under.user.password)).json()) as { access_token: string };
    const answer = await fetch(`${urls.coreApi}/input`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token.access_token}`,
        'content-type': 'application/json',
        baggage: 'gen_ai.conversation.id=forged',
      },
      body: JSON.stringify({ content: 'does the printer need toner' }),
    });
    const [, traceId = ''] = answer.headers.get('traceresponse')?.split('-') ?? [];
    const trace = await eventually(
      async () => {
        const found = await readJaegerTrace(urls.jaeger, traceId);
        return found?.spans.some(({ name }) => name.startsWith('tools/call')) ? found : undefined;
      },
      { what: `trace ${traceId} with an MCP call` },
    );
    const conversations = trace.spans.map(({ attributes }) => attributes['gen_ai.conversation.id']);
    expect(new Set(conversations)).toEqual(new Set([undefined]));
  });

  test('a legitimate login succeeds while 600 bogus ones come at once', async () => {
    const { username, password } = under.user;
    expect((await login(username, password)).status).toBe(200);
    const flood = Array.from({ length: BOGUS_LOGINS }, (_, index) => login(`nobody-${index}@example.com`, 'wrong'));
    const [own, ...bogus] = await Promise.all([login(username, password), ...flood]);
    expect(own?.status).toBe(200);
    expect(new Set(bogus.map(({ status }) => status))).toEqual(new Set([401, 429]));
  });
}
