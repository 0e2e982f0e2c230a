import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { NatsServer } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';
import { CONTRACT_LIMITS } from '../../testing/event-bus-contract.ts';
import { type NatsLocation, natsLocation } from './location.ts';
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

async function serverWith(permissions: string): Promise<{ strict: NatsServer; location: NatsLocation }> {
  const users = `users: [{ user: ada, password: secret, permissions: { ${permissions} } }]`;
  const strict = await NatsServer.start({ configure: (text) => text.replace('token: $CORTEX_NATS_TOKEN', users) });
  return { strict, location: natsLocation.parse(`nats://ada:secret@${new URL(strict.url).host}`) };
}

test.each([
  ['subscribe', 'cortex.live.>'],
  ['publish', '$JS.API.STREAM.MSG.GET.>'],
])('is not opened without the permission to %s to %s, since streams would get nothing', async (operation, subject) => {
  const { strict, location } = await serverWith(`${operation}: { deny: "${subject}" }`);
  await using _ = strict;
  await expect(NatsSession.open(location, LIMITS)).rejects.toThrow(/permissions violation/i);
});

test('the permissions that the documentation names are enough', async () => {
  const page = readFileSync(new URL('../../../../../docs/events.md', import.meta.url), 'utf8');
  const [, publish, subscribe] = /may publish to\s(.+?)\sand subscribe to\s(.+?`)\./s.exec(page) ?? [];
  expect([publish, subscribe]).toEqual([expect.stringContaining('`'), expect.stringContaining('`')]);
  const list = (text = '') => JSON.stringify([...text.matchAll(/`(.+?)`/g)].map(([, subject]) => subject));
  const { strict, location } = await serverWith(`publish: ${list(publish)}, subscribe: ${list(subscribe)}`);
  await using _ = strict;
  const session = await NatsSession.open(location, LIMITS);
  const live: number[] = [];
  session.listen('cortex.live.a', ({ sequence }) => void live.push(sequence));
  const letter = { id: 'a', subject: SUBJECT, payload: Buffer.from('{}'), headers: eventHeaders() };
  await session.publish(letter);
  await session.publish(letter);
  await eventually(() => live.length === 2, { what: 'the live message and its reminder' });
  expect(await session.after(SUBJECT, 0)).toMatchObject({ messages: [{ sequence: 1 }], isComplete: true });
  await session.close();
  await (await NatsSession.open(location, { ...LIMITS, keptBytes: 2 * LIMITS.keptBytes })).close();
});
