import { randomInt } from 'node:crypto';
import { randomFrom } from './random-from.ts';
import { Replicas, type ReplicasOptions } from './replicas.ts';
import { StreamClient } from './stream-client.ts';
import { authorization } from './test-app.ts';

const INPUTS = 12;

export interface ReplicasUnderTest {
  /** How many replicas are killed, one after the other. */
  rounds: number;
  options(): ReplicasOptions;
}

/** What replicas of core-api do together, whatever their NATS is. */
export function describeReplicas({ rounds, options }: ReplicasUnderTest): void {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));

  test(`the streams of a replica that is killed go on at another, with each event once: ${rounds} rounds (SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    await using replicas = await Replicas.start(options());
    using client = new StreamClient(await authorization('ada', 3_600));
    const said: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const [doomed, other] = [replicas.at(round), replicas.at(round + 1)];
      const contents = Array.from({ length: INPUTS }, (_, index) => `${round}-${index}`);
      const killAfter = random(INPUTS);
      await client.connect(doomed.url);
      const sayAll = async () => {
        for (const [index, content] of contents.entries()) {
          // Whoever takes an input publishes its event: those of the one that is killed would go with it.
          await client.say(other.url, content);
          if (index === killAfter) await doomed.kill();
        }
      };
      said.push(...contents);
      await Promise.all([client.read(said.length), sayAll()]);
      await client.connect(other.url);
      await client.read(said.length);
      // The events of two inputs may be made in another order than their inputs came: each is processed by itself.
      expect(client.outputs.toSorted()).toEqual(said.toSorted());
      expect(client.notices).toEqual([]);
      client.drop();
      await replicas.renew(round % 2);
    }
  });

  test('an input at one replica reaches the streams at all, in one order', async () => {
    await using replicas = await Replicas.start(options());
    const headers = await authorization('eve', 600);
    using first = new StreamClient(headers);
    using second = new StreamClient(headers);
    await Promise.all([first.connect(replicas.at(0).url), second.connect(replicas.at(1).url)]);
    const said = Array.from({ length: 10 }, (_, index) => `${index}`);
    await Promise.all(said.map((content, index) => first.say(replicas.at(index).url, content)));
    await Promise.all([first.read(said.length), second.read(said.length)]);
    expect(first.outputs.toSorted()).toEqual(said);
    expect(second.outputs).toEqual(first.outputs);
    expect([first.notices, second.notices]).toEqual([[], []]);
  });
}
