/** A small HTTP service to load, which answers its parent's questions about its usage. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { threadMilliseconds } from '@cortex/test-support';
import type { Usage } from './usage.ts';

let cpu = process.cpuUsage();
let longestBlockMilliseconds = 0;
let lastTick = threadMilliseconds();

const documents = Array.from({ length: 500 }, (_, index) => createHash('sha256').update(String(index)).digest('hex'));

/** About a millisecond of CPU time, like a request to one of the platform's services: less would load the client more than the service. */
const server = createServer(async (request, response) => {
  const { query } = JSON.parse((await request.toArray()).join(''));
  await sleep(1);
  response.end(JSON.stringify(rank(search(query))));
});

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

// CPU time, not wall time, because other processes on the machine must not count as blocks.
setInterval(() => {
  const now = threadMilliseconds();
  longestBlockMilliseconds = Math.max(longestBlockMilliseconds, now - lastTick);
  lastTick = now;
}, 1);

process.on('message', (message) => {
  if (message === 'usage') tellUsage();
  if (message === 'memory') tellMemory();
});

process.on('disconnect', () => process.exit());

function tellMemory(): void {
  global.gc?.();
  process.send?.(process.memoryUsage.rss() / 1e6);
}

function tellUsage(): void {
  const { user, system } = process.cpuUsage(cpu);
  const usage: Usage = {
    cpuMilliseconds: (user + system) / 1000,
    longestBlockMilliseconds,
  };
  process.send?.(usage);
  longestBlockMilliseconds = 0;
  lastTick = threadMilliseconds();
  cpu = process.cpuUsage();
}

function search(query: string): { readonly text: string; readonly score: number }[] {
  return documents.map((text) => ({ text, score: similarity(text, query) }));
}

function similarity(text: string, query: string): number {
  return [...text].filter((letter) => query.includes(letter)).length;
}

function rank<Found extends { readonly score: number }>(found: Found[]): Found[] {
  return found.toSorted((a, b) => b.score - a.score).slice(0, 10);
}
