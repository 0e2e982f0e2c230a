import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { CoreApiClient } from '@cortex/local/demo';
import { eventually } from '@cortex/trace-testing';
import { ProcessRunner, type StartedProcesses } from '../../platform/process-runner.ts';

const CLIENTS = 200;
const ROUNDS = 100;
/** Resources that the first rounds open and keep (connections to the Collector and for scrapes, caches) are not leaks. */
const WARM_UP_ROUNDS = 3;
/** Descriptors and timers that come and go with exports. */
const OTHERS = 10;

let platform: StartedProcesses;
let token: string;

beforeAll(async () => {
  platform = await new ProcessRunner().start();
  const client = new CoreApiClient(platform.urls.coreApi, AbortSignal.timeout(30_000));
  ({ token } = await client.login({ username: 'user@example.com', password: 'password123' }));
});

afterAll(() => platform?.stop());

test(`${CLIENTS} clients that drop abruptly ${ROUNDS} times leave no subscriber, timer or descriptor`, async () => {
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await dropAll();
  const before = await footprint();
  await expectSeen(await openAll(), before);
  for (let round = 0; round < ROUNDS; round += 1) await dropAll();
  const left = await eventually(async () => within(await footprint(), before), {
    what: `no more than what was there before (${JSON.stringify(before)})`,
  });
  console.log('before and after the drops:', before, left);
});

interface Footprint {
  descriptors: number;
  timers: number;
  sockets: number;
}

/** The resources that core-api has open. */
async function footprint(): Promise<Footprint> {
  const text = await metrics();
  return {
    descriptors: readdirSync(`/proc/${platform.pidOf('core-api')}/fd`).length,
    timers: activeResources(text, 'Timeout'),
    sockets: activeResources(text, 'TCPSocketWrap'),
  };
}

/** Undefined if there is more of anything. */
function within(now: Footprint, before: Footprint): Footprint | undefined {
  const kinds = Object.keys(now) as (keyof Footprint)[];
  return kinds.every((kind) => now[kind] <= before[kind] + OTHERS) ? now : undefined;
}

/** Checks that a leak would be measured: each open stream has a descriptor and a timer. */
async function expectSeen(streams: Socket[], before: Footprint): Promise<void> {
  const { descriptors, timers } = await footprint();
  await drop(streams);
  expect(descriptors - before.descriptors).toBeGreaterThanOrEqual(CLIENTS);
  expect(timers - before.timers).toBeGreaterThanOrEqual(CLIENTS - OTHERS);
}

function openAll(): Promise<Socket[]> {
  return Promise.all(Array.from({ length: CLIENTS }, openStream));
}

async function dropAll(): Promise<void> {
  await drop(await openAll());
}

/** Drops the streams abruptly, and waits until there are no subscribers. */
async function drop(streams: Socket[]): Promise<void> {
  for (const [index, stream] of streams.entries()) {
    if (index % 2 === 0) stream.resetAndDestroy();
    else stream.destroy();
  }
  await eventually(async () => (subscribers(await metrics()) === 0 ? true : undefined), {
    what: 'no subscriber',
    intervalMilliseconds: 10,
  });
}

/** Resolves when the server has begun to answer. */
function openStream(): Promise<Socket> {
  const { hostname, port } = new URL(platform.urls.coreApi);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.once('error', reject);
    socket.once('data', (head) => {
      const [status] = head.toString().split('\r\n');
      if (status?.includes(' 200 ')) resolve(socket);
      else reject(new Error(`expected a stream, got ${status}`));
    });
    socket.write(`GET /output/stream HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
  });
}

async function metrics(): Promise<string> {
  return (await fetch(`${platform.urls.coreApi}/metrics`)).text();
}

function subscribers(text: string): number {
  return Number(/^event_subscribers(?:\{[^}]*\})? (\d+)/m.exec(text)?.[1]);
}

function activeResources(text: string, type: string): number {
  const line = new RegExp(`^v8js_resource_active(?:_\\w+)?\\{[^}]*v8js_resource_type="${type}"[^}]*\\} (\\d+)`, 'm');
  return Number(line.exec(text)?.[1] ?? 0);
}
