import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NatsServer } from '@cortex/local/testing';
import { CONTRACT_LIMITS } from '../../testing/event-bus-contract.ts';
import { natsLocation } from './location.ts';
import { eventHeaders } from './message.ts';
import { NatsSession } from './nats-session.ts';

const LIMITS = {
  ...CONTRACT_LIMITS,
  keptMilliseconds: 600_000,
  keptBytes: 1024 ** 2,
  outbox: { maxEvents: 10, maxBytes: 1024, maxMilliseconds: 60_000 },
  drainMilliseconds: 2_000,
  gapMilliseconds: 500,
};
const SUBJECT = 'cortex.events.a';
const REQUESTS = 2_000;
const AT_ONCE = 100;
/** Of each request: a reaction to a promise that stays would be several times as much. */
const BYTES_OF_NOISE = 100;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

let server: NatsServer;

beforeAll(async () => {
  server = await NatsServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

const open = () => NatsSession.open(natsLocation.parse(server.url), LIMITS);

test('keeps nothing of requests that were answered', async () => {
  const session = await open();
  const heapAfterRequests = async () => {
    for (let round = 0; round < REQUESTS; round += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, () => session.lastSequence()));
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = await heapAfterRequests();
  expect((await heapAfterRequests()) - before).toBeLessThan(REQUESTS * BYTES_OF_NOISE);
  await session.close();
});

test('a request ends with the connection, and so does each later one', async () => {
  const session = await open();
  await server.hold();
  const publish = () =>
    session.publish({ id: 'a', subject: SUBJECT, payload: Buffer.from('{}'), headers: eventHeaders() });
  const unanswered = [session.lastSequence(), session.after(SUBJECT, 0), publish()];
  const rejected = unanswered.map((request) => expect(request).rejects.toThrow('connection closed'));
  await server.end('SIGKILL');
  await Promise.all(rejected);
  for (const later of [session.lastSequence(), publish()]) await expect(later).rejects.toThrow('closed connection');
  await server.start();
});
