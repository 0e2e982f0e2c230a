import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestProcess } from '../testing/test-process.ts';

const A_MINUTE = 60_000;

test('SIGTERM finishes the request in flight, runs onStop and exits 0', async () => {
  const held = new TestProcess('held-process.ts', 200);
  const answer = fetch(`${await held.url()}/held`);
  await held.printed(/^held$/m);
  held.signal('SIGTERM');
  expect(await (await answer).text()).toBe('answered');
  expect(await held.exitCode()).toBe(0);
  expect(held.output).toMatch(/^closed$/m);
});

test('a second signal cuts the request in flight and still runs onStop', async () => {
  const held = new TestProcess('held-process.ts', A_MINUTE);
  const cut = expect(fetch(`${await held.url()}/held`)).rejects.toThrow();
  await held.printed(/^held$/m);
  held.signal('SIGINT');
  await held.printed(/"msg":"stopping/);
  held.signal('SIGINT');
  await cut;
  expect(await held.exitCode()).toBe(0);
  expect(held.output).toMatch(/^closed$/m);
});

test('a start on a port that is taken names the variable that changes it, without a stack, and exits 1', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const held = new TestProcess('held-process.ts', 0, (taken.address() as AddressInfo).port);
  expect(await held.exitCode()).toBe(1);
  expect(held.output).toMatch(/^Port \d+ of 127\.0\.0\.1 is taken \(EADDRINUSE\)\. .* set PORT to a free one\.$/m);
  expect(held.output).not.toContain('    at ');
  taken.close();
});
