import { describeReplicas } from '@cortex/core-api/testing';
import { NatsServer } from '@cortex/local/testing';

let nats: NatsServer;

beforeAll(async () => {
  nats = await NatsServer.start();
});
afterAll(() => nats[Symbol.asyncDispose]());

describeReplicas({ rounds: 20, options: () => ({ eventsUrl: nats.url }) });
