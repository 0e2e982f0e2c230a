import { randomInt } from 'node:crypto';
import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NatsServer } from '@cortex/local/testing';
import type { StartedService } from '@cortex/runtime';
import { EventReader } from '@cortex/runtime/testing';
import { CoreApiProcess } from '../../testing/core-api-process.ts';
import { authorization } from '../../testing/test-app.ts';
import { startCognitionPeer, startMemoryPeer } from '../../testing/test-peers.ts';

const ROUNDS = 3;
const INPUTS = 12;
const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

/** Numbers below a limit, always the same for a seed. */
function randomFrom(start: number): (limit: number) => number {
  let state = start;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 2 ** 31) * limit);
  };
}

let nats: NatsServer;
let peers: StartedService[];

beforeAll(async () => {
  nats = await NatsServer.start();
  peers = await Promise.all([
    startMemoryPeer(() => {}),
    startCognitionPeer(async ({ query }) => [{ id: 'earlier', content: query }]),
  ]);
});
afterAll(async () => {
  for (const peer of peers) await peer.stop();
  await nats[Symbol.asyncDispose]();
});

/** A client of one user: reads a stream, and goes on at another replica where the last one ended. */
class Client {
  readonly contents: string[] = [];
  readonly gaps: unknown[] = [];
  readonly #headers: Record<string, string>;
  #lastId: string | undefined;
  #reader: EventReader | undefined;

  constructor(headers: Record<string, string>) {
    this.#headers = headers;
  }

  async connect(url: string): Promise<void> {
    const last = this.#lastId === undefined ? {} : { 'Last-Event-ID': this.#lastId };
    this.#reader = await EventReader.open(`${url}/output/stream`, { ...this.#headers, ...last });
  }

  /** Reads until it has so many, or its stream ends. */
  async read(count: number): Promise<void> {
    while (this.contents.length < count) {
      const event = await this.#reader?.next().catch(() => undefined);
      if (!event) return;
      if (event.event !== 'output') this.gaps.push(event);
      this.#lastId = event.id ?? this.#lastId;
      const { context } = event.data as { context?: { context: { content: string }[] } };
      this.contents.push(...(context?.context.map(({ content }) => content) ?? []));
    }
  }

  drop(): void {
    this.#reader?.drop();
  }
}

async function say(url: string, content: string, headers: Record<string, string>): Promise<void> {
  const response = await fetch(`${url}/input`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ content }),
  });
  if (response.status !== 202) throw new Error(`an input was answered ${response.status}: ${await response.text()}`);
}

test(`the streams of a replica that is killed go on at another, with each event once (SEED=${seed})`, async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-replicas-'));
  const random = randomFrom(seed);
  const [memory, cognition] = peers as [StartedService, StartedService];
  const options = { memoryUrl: memory.url, cognitionUrl: cognition.url, eventsUrl: nats.url, home: folder.path };
  const start = () => CoreApiProcess.start(options);
  const replicas = [await start(), await start()];
  const headers = await authorization('ada', 600);
  const client = new Client(headers);
  const said: string[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const [doomed, other] = [replicas[round % 2], replicas[(round + 1) % 2]] as [CoreApiProcess, CoreApiProcess];
      await client.connect(doomed.url);
      const killAfter = random(INPUTS);
      // Whoever takes an input publishes its event: those of the one that is killed would go with it.
      let killed: Promise<void> | undefined;
      const reading = client.read(said.length + INPUTS);
      for (let index = 0; index < INPUTS; index += 1) {
        const content = `${round}-${index}`;
        await say(other.url, content, headers);
        said.push(content);
        if (index === killAfter) killed = doomed.kill();
      }
      await killed;
      await reading;
      await client.connect(other.url);
      await client.read(said.length);
      // The events of two inputs may be made in another order than their inputs came: each is processed by itself.
      expect(client.contents.toSorted()).toEqual(said.toSorted());
      expect(client.gaps).toEqual([]);
      client.drop();
      replicas[round % 2] = await start();
    }
  } finally {
    client.drop();
    await Promise.all(replicas.map((replica) => replica.kill()));
  }
});

test('an input at one replica reaches the streams at all, in one order', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-replicas-'));
  const [memory, cognition] = peers as [StartedService, StartedService];
  const options = { memoryUrl: memory.url, cognitionUrl: cognition.url, eventsUrl: nats.url, home: folder.path };
  const replicas = [await CoreApiProcess.start(options), await CoreApiProcess.start(options)];
  const headers = await authorization('eve', 600);
  const clients = [new Client(headers), new Client(headers)];
  try {
    await Promise.all(clients.map((client, index) => client.connect(replicas[index]?.url ?? '')));
    const said = Array.from({ length: 10 }, (_, index) => `${index}`);
    await Promise.all(said.map((content, index) => say(replicas[index % 2]?.url ?? '', content, headers)));
    await Promise.all(clients.map((client) => client.read(said.length)));
    expect(clients[0]?.contents.toSorted()).toEqual(said);
    expect(clients[1]?.contents).toEqual(clients[0]?.contents);
  } finally {
    for (const client of clients) client.drop();
    await Promise.all(replicas.map((replica) => replica.kill()));
  }
});
