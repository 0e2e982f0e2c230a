import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

const HEAP = 'memory:inuse_space:bytes:memory:bytes';

/** Answers Pyroscope's API with heap profiles of one byte each, which begin at times that the test sets. */
export async function startStoreStandIn() {
  const began: number[] = [];
  let questions = 0;
  const server = createServer(async (request, response) => {
    const values = began.filter(await inRangeOf(request)).map(() => ({ value: 1 }));
    if (request.url?.endsWith('/LabelValues')) questions += 1;
    response.end(JSON.stringify({ names: [HEAP], series: [{ points: values }] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Adds a profile that began at that time, in milliseconds since the epoch. */
    take: (time: number) => began.push(time),
    /** The number of requests for the list of profiles so far. */
    questions: () => questions,
    stop: () => server.close(),
  };
}

async function inRangeOf(request: IncomingMessage): Promise<(time: number) => boolean> {
  const { start, end } = (await json(request)) as { start: string; end: string };
  return (time) => time >= Number(start) && time <= Number(end);
}
