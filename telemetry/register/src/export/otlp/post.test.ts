import { Agent } from 'node:http';
import { post } from './post.ts';

test('an export whose time has passed before it could be sent has timed out', async () => {
  const destination = { url: 'http://127.0.0.1:9/v1/traces', headers: {}, gzip: false, tls: {} };
  const response = await post({ destination, body: new Uint8Array() }, { agent: new Agent(), timeoutMilliseconds: -1 });
  expect(response).toEqual({ status: 'retryable', error: expect.objectContaining({ code: 'ETIMEDOUT' }) });
});
