import { authorization, Replicas, StreamClient, StreamCopies } from '@cortex/core-api/testing';
import { NatsCluster } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';

const INPUTS = 12;

test('streams go on while each server of a cluster with TLS is killed in turn, with each event once', async () => {
  await using cluster = await NatsCluster.start();
  const env = { NODE_EXTRA_CA_CERTS: cluster.authority, CORTEX_EVENTS_REPLICAS: '3' };
  await using replicas = await Replicas.start({ eventsUrl: cluster.url, env });
  await using copies = await StreamCopies.watch(cluster);
  const headers = await authorization('ada', 3_600);
  using first = new StreamClient(headers);
  using second = new StreamClient(headers);
  await first.connect(replicas.at(0).url);
  await second.connect(replicas.at(1).url);
  const said: string[] = [];
  for (const [round, server] of cluster.servers.entries()) {
    await eventually(async () => (await copies.complete()) === 3, {
      what: 'three copies of the stream',
      timeoutMilliseconds: 60_000,
    });
    for (let index = 0; index < INPUTS; index += 1) {
      const content = `${round}-${index}`;
      await first.say(replicas.at(index).url, content);
      said.push(content);
      if (index === INPUTS / 2) await server.end('SIGKILL');
    }
    await Promise.all([first.read(said.length), second.read(said.length)]);
    expect(first.outputs.toSorted()).toEqual(said.toSorted());
    expect(second.outputs).toEqual(first.outputs);
    await server.start();
  }
  expect([first.notices, second.notices]).toEqual([[], []]);
});

test('a cluster whose certificate nobody vouches for is not trusted', async () => {
  await using cluster = await NatsCluster.start();
  await expect(Replicas.start({ eventsUrl: cluster.url })).rejects.toThrow('core-api to be connected to NATS');
});
