import type { StartedService } from '@cortex/runtime';
import { startConsole } from './app.ts';

let started: StartedService;

beforeAll(async () => {
  started = await startConsole(() => ({ PORT: '0', LOG_LEVEL: 'silent' }));
});

afterAll(() => started.stop());

test.each([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])(
  'refuses a foreign page: %j',
  async (headers) => {
    const response = await fetch(`${started.url}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    });
    expect(response.status).toBe(403);
  },
);
