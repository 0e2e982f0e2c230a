import { appendFileSync } from 'node:fs';
import {
  authorization,
  Replicas,
  type ReplicasOptions,
  StoredMessages,
  StreamClient,
  WITH_METRICS,
} from '@cortex/core-api/testing';
import { NatsServer } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';
import { OlderVersion, whyMissing } from './older-version.ts';

const INPUTS = 40;
const OLDER = 0;
const PRESENT = 1;

const missing = whyMissing();
if (missing) {
  process.stdout.write(`Skipped: two versions of core-api side by side, because ${missing}\n`);
  const { CORTEX_TEST_NOTES: notes } = process.env;
  if (notes) appendFileSync(notes, `Left out: two versions of core-api side by side, because ${missing}\n`);
}

/** Both versions on one NATS, with the same memory service behind them. */
(missing ? describe.skip : describe)('an older core-api beside the present one', () => {
  let nats: NatsServer;
  let older: OlderVersion;

  beforeAll(async () => {
    nats = await NatsServer.start();
    older = await OlderVersion.checkOut();
  });
  afterAll(async () => {
    older?.[Symbol.dispose]();
    await nats?.[Symbol.asyncDispose]();
  });

  const start = (options: Partial<ReplicasOptions> = {}) =>
    Replicas.start({ eventsUrl: nats.url, env: WITH_METRICS, checkouts: [older.folder, undefined], ...options });

  test('inputs at each reach the streams at both, in one order, each once', async () => {
    await using replicas = await start();
    const headers = await authorization('ada', 600);
    using first = new StreamClient(headers);
    using second = new StreamClient(headers);
    await Promise.all([first.connect(replicas.at(OLDER).url), second.connect(replicas.at(PRESENT).url)]);
    const said = Array.from({ length: INPUTS }, (_, index) => `${index}`);
    await Promise.all(said.map((content, index) => first.say(replicas.at(index).url, content)));
    await Promise.all([first.read(INPUTS), second.read(INPUTS)]);
    expect(first.outputs.toSorted()).toEqual(said.toSorted());
    expect(second.outputs).toEqual(first.outputs);
    expect([first.notices, second.notices]).toEqual([[], []]);
  });

  test('a stream that moves between them misses nothing and gets nothing twice', async () => {
    await using replicas = await start();
    using client = new StreamClient(await authorization('bob', 600));
    const said: string[] = [];
    const say = async (at: number, content: string) => {
      said.push(content);
      await client.say(replicas.at(at).url, content);
    };
    for (let round = 0; round < 10; round += 1) {
      await client.connect(replicas.at(round).url);
      await say(round, `${round} while connected`);
      await client.read(said.length);
      client.drop();
      // These outputs come while the stream is away: the next one replays them.
      await say(OLDER, `${round} at the older one`);
      await say(PRESENT, `${round} at the present one`);
    }
    await client.connect(replicas.at(OLDER).url);
    await client.read(said.length);
    expect(client.outputs.toSorted()).toEqual(said.toSorted());
    expect(client.notices).toEqual([]);
  });

  test('an upgrade of one replica after the other loses no event', async () => {
    await using replicas = await start({ checkouts: [older.folder, older.folder] });
    using client = new StreamClient(await authorization('eve', 600));
    const said: string[] = [];
    const sayAll = async (at: number, phase: string) => {
      for (let index = 0; index < 10; index += 1) {
        said.push(`${phase} ${index}`);
        await client.say(replicas.at(at).url, `${phase} ${index}`);
      }
    };
    for (const [phase, upgraded] of [0, 1].entries()) {
      const other = 1 - upgraded;
      await client.connect(replicas.at(upgraded).url);
      await sayAll(upgraded, `${phase} before`);
      await client.read(said.length);
      const reading = client.read(said.length + 1);
      await sayAll(upgraded, `${phase} at the last moment`);
      expect(await replicas.at(upgraded).terminate()).toBe(0);
      await reading;
      await client.connect(replicas.at(other).url);
      await sayAll(other, `${phase} meanwhile`);
      await client.read(said.length);
      client.drop();
      await replicas.renew(upgraded);
    }
    expect(client.outputs.toSorted()).toEqual(said.toSorted());
    expect(client.notices).toEqual([]);
  });

  test('both skip and count an event of a type that neither knows', async () => {
    await using replicas = await start();
    await using stored = await StoredMessages.of('joe', nats.url);
    const headers = await authorization('joe', 600);
    using first = new StreamClient(headers);
    using second = new StreamClient(headers);
    await Promise.all([first.connect(replicas.at(OLDER).url), second.connect(replicas.at(PRESENT).url)]);
    await first.say(replicas.at(OLDER).url, 'before');
    await Promise.all([first.read(1), second.read(1)]);
    await stored.add('{"type":"of a newer version"}');
    await first.say(replicas.at(PRESENT).url, 'after');
    await Promise.all([first.read(2), second.read(2)]);
    for (const client of [first, second]) expect(client.outputs).toEqual(['before', 'after']);
    for (const at of [OLDER, PRESENT]) {
      const { url } = replicas.at(at);
      await eventually(async () => (await unreadable(url)) === 1, { what: `the skipped event in ${url}/metrics` });
    }
    expect([first.notices, second.notices]).toEqual([[], []]);
  });

  test('both store events in the same format', async () => {
    await using replicas = await start({ env: { ...WITH_METRICS, OTEL_TRACES_EXPORTER: 'console' } });
    await using stored = await StoredMessages.of('ann', nats.url);
    using client = new StreamClient(await authorization('ann', 600));
    await client.connect(replicas.at(PRESENT).url);
    const shapes: unknown[] = [];
    for (const at of [OLDER, PRESENT]) {
      await client.say(replicas.at(at).url, 'the same');
      await client.read(at + 1);
      const { headers, text } = await stored.newest();
      expect(headers).toEqual({
        'Nats-Msg-Id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'Cortex-Created-At': expect.stringMatching(/^\d{13}$/),
        traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/),
      });
      const event: unknown = JSON.parse(text);
      expect(event).toMatchObject({ type: 'context', context: { context: [{ content: 'the same' }] } });
      shapes.push(shapeOf(event));
    }
    expect(shapes[PRESENT]).toEqual(shapes[OLDER]);
  });
});

async function unreadable(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^event_bus_unreadable_total\b\S* (\d+)/m.exec(text)?.[1]);
}

/** The structure of a JSON value with the types of its leaves. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, shapeOf(child)]));
}
