import { NatsServer } from '@cortex/local/testing';
import { describeReplicas } from '../../testing/replicas-contract.ts';

let nats: NatsServer;

beforeAll(async () => {
  nats = await NatsServer.start();
});
afterAll(() => nats[Symbol.asyncDispose]());

// `npm test -- scale` has 20.
describeReplicas({ rounds: 3, options: () => ({ eventsUrl: nats.url }) });
