import { globSync, readFileSync } from 'node:fs';
import { eventually } from '@cortex/trace-testing';
import { ensureBackends } from '../backends/index.ts';
import { BUILD_MILLISECONDS, SingleBackend } from '../testing/single-backend.ts';

const LINES = 50;

beforeAll(() => ensureBackends(), BUILD_MILLISECONDS);

async function sendBatch(url: string, batch: number): Promise<void> {
  const line = JSON.stringify({
    _msg: 'a line',
    _time: new Date().toISOString(),
    service: 'test',
    batch: String(batch),
  });
  const body = Array<string>(LINES).fill(line).join('\n');
  const answer = await fetch(`${url}/insert/jsonline?_stream_fields=service`, { method: 'POST', body });
  expect(answer.status).toBe(200);
}

async function batchesIn(url: string): Promise<number[]> {
  const answer = await fetch(
    `${url}/select/logsql/query?query=${encodeURIComponent('service:test | uniq by (batch)')}`,
  );
  const lines = (await answer.text()).trim().split('\n').filter(Boolean);
  return lines.map((line) => Number(JSON.parse(line).batch)).sort((a, b) => a - b);
}

/** Whether both the lines and the index of their streams have a part that a start will open. A part must be listed; being on the disk is not enough. */
function isFlushed(partition: string): boolean {
  return ['datadb', 'indexdb'].every((table) => {
    const [list] = globSync(`${partition}/${table}/parts.json`);
    // VictoriaLogs writes an empty list as `null`.
    return list !== undefined && JSON.parse(readFileSync(list, 'utf8'))?.length > 0;
  });
}

test('a log store that is killed under load keeps the lines that it has flushed, which it does every second', async () => {
  await using backend = await SingleBackend.start('logs');
  const url = `http://127.0.0.1:${backend.settings.ports.logs}`;
  let sent = 0;
  const sendMore = async () => {
    await sendBatch(url, sent++);
    return isFlushed(backend.stored('logs/partitions/*'));
  };
  await eventually(sendMore, { what: 'lines on the disk', timeoutMilliseconds: 60_000, intervalMilliseconds: 20 });
  await backend.crash();
  const kept = await batchesIn(url);
  expect(kept).toContain(0);
  expect(kept.length).toBeLessThanOrEqual(sent);
}, 120_000);
