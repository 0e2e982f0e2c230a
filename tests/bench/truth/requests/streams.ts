import { readStream } from '../wire/send.ts';
import { PEOPLE } from './guide-routes.ts';
import { between, pick, type RequestKind } from './request-kind.ts';

/** Streams of outputs that are dropped, and resumed after the last event that arrived. */
export const resumedStreams: RequestKind = {
  shares: { plain: 4, failing: 4 },
  send: async ({ stage, random }) => {
    const expectation = stage.begin('stream dropped and resumed');
    const read = async (headers: Record<string, string>) => {
      const { spanId, header: traceparent } = expectation.parent();
      const entry = expectation.expect({ span: 'core-api server GET /output/stream', parentSpanId: spanId });
      const wire = {
        url: `${stage.urls.coreApi}/output/stream`,
        method: 'GET',
        headers: { ...stage.userHeaders(), ...headers, traceparent },
      } as const;
      const reply = await readStream(wire, between(random, 5, 150));
      entry.status = reply.status;
      if (reply.status !== 200) expectation.complaints.push(`expected 200 for a stream, came ${reply.status}`);
      return reply.lastEventId;
    };
    const last = await read({});
    await read(last === undefined ? {} : { 'last-event-id': last });
  },
};

/** Streams of a history. */
export const historyStreams: RequestKind = {
  shares: { plain: 3 },
  send: async ({ stage, random }) => {
    const user = pick(random, PEOPLE);
    const expectation = stage.begin('stream of a history');
    const { spanId, header: traceparent } = expectation.parent();
    const entry = expectation.expect({
      span: 'memory-service server GET /resource/history/:user_id',
      parentSpanId: spanId,
    });
    const headers = { ...(await stage.peerHeaders(user, 'memory-service')), accept: 'text/event-stream', traceparent };
    const wire = { url: `${stage.urls.memory}/resource/history/${user}`, method: 'GET', headers } as const;
    const { status } = await readStream(wire, between(random, 5, 100));
    entry.status = status;
    if (status !== 200) expectation.complaints.push(`expected 200 for a stream, came ${status}`);
  },
};
