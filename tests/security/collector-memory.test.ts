import { randomBytes } from 'node:crypto';
import { collectorCommand, ensureBackends } from '@cortex/local/backends';
import { freePorts } from '@cortex/local/testing';
import { ControlGroup } from '../platform/limits/control-group.ts';
import { memoryLimitOf } from '../platform/limits/memory-limit.ts';
import { mebibytes, memoryOf } from '../platform/limits/process-memory.ts';
import { LimitedProcess } from './limited-process.ts';

const BUILD_MILLISECONDS = 900_000;
const MEBIBYTES = memoryLimitOf('collector');
const SENDERS = 8;
const REQUESTS_OF_EACH = 12;
const SPANS = 30;
const ATTRIBUTES = 16;
const VALUE = 'x'.repeat(30_000);

const missing = ControlGroup.missing();
if (missing) console.warn(`The memory of the Collector is not limited but measured: ${missing}.`);

test(
  'senders of the largest requests, all at once, do not end a Collector that has the memory of its container',
  async () => {
    const { collector: binary } = await ensureBackends();
    const [grpcPort = 0, httpPort = 0, health = 0, away = 0] = await freePorts(4);
    const nowhere = `127.0.0.1:${away}`;
    const readinessUrl = `http://127.0.0.1:${health}`;
    await using collector = await LimitedProcess.start({
      name: 'collector',
      mebibytes: MEBIBYTES,
      url: `http://127.0.0.1:${httpPort}`,
      readinessUrl,
      run: (dataDirectory) => {
        const { command, args, env } = collectorCommand({
          binary,
          dataDirectory,
          grpcPort,
          httpPort,
          health: `127.0.0.1:${health}`,
          jaegerOtlp: nowhere,
          prometheus: nowhere,
          logs: nowhere,
          allowedHosts: '',
        });
        return { command, args, env: { ...env } };
      },
    });
    const flood = traces(SPANS);
    // Just below the 16 MiB that the receiver takes.
    expect(flood.length).toBeGreaterThan(14_000_000);
    let most = 0;
    const statuses = new Set<number>();
    const send = async () => {
      for (let sent = 0; sent < REQUESTS_OF_EACH && collector.end === undefined; sent++) {
        // A Collector that is killed answers nothing: what it says in the end is below.
        const status = await post(collector.url, flood).catch(() => undefined);
        if (status === undefined) continue;
        statuses.add(status);
        most = Math.max(most, memoryOf(collector.pid).anonymous);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, send));
    const isThere = await fetch(readinessUrl).then(
      ({ ok }) => ok,
      () => false,
    );

    expect({ end: collector.end, output: collector.output }).toEqual({ end: undefined, output: expect.any(String) });
    expect(isThere).toBe(true);
    expect(statuses).toContain(200);
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(mebibytes(most)).toBeLessThan(MEBIBYTES);
  },
  BUILD_MILLISECONDS,
);

/** An OTLP request with spans of 480 kB. */
function traces(count: number): string {
  const attributes = Array.from({ length: ATTRIBUTES }, (_, index) => ({
    key: `attribute.${index}`,
    value: { stringValue: VALUE },
  }));
  const spans = Array.from({ length: count }, () => ({
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name: 'flood',
    kind: 2,
    startTimeUnixNano: `${Date.now()}000000`,
    endTimeUnixNano: `${Date.now() + 1}000000`,
    attributes,
  }));
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'flood' } }] };
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });
}

async function post(url: string, body: string): Promise<number> {
  const answer = await fetch(`${url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}
