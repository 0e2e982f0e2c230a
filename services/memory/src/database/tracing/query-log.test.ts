import type { Logger } from '@cortex/runtime';
import { queryLog } from './query-log.ts';

const LOCKED = { summary: 'BEGIN', text: 'begin immediate', milliseconds: 0, errorType: '5', isTurnedAway: true };

function logged() {
  const lines: object[] = [];
  let now = 0;
  const line = (level: string) => (fields: object) => lines.push({ level, ...fields });
  const logger = { warn: line('warn'), error: line('error') } as unknown as Logger;
  return { lines, log: queryLog(logger, () => now), pass: (milliseconds: number) => (now += milliseconds) };
}

test('a lock that makes statements fail for 15 seconds is logged twice, with their number', () => {
  const { lines, log, pass } = logged();
  for (let time = 0; time < 15_000; time += 100, pass(100)) log.onFailedQuery(LOCKED);
  expect(lines).toEqual([
    expect.not.objectContaining({ suppressed: expect.anything() }),
    expect.objectContaining({ level: 'warn', 'db.query.summary': 'BEGIN', 'error.type': '5', suppressed: 99 }),
  ]);
});

test('other statements and other reasons are logged at once, as is each final failure', () => {
  const { lines, log } = logged();
  log.onFailedQuery(LOCKED);
  log.onFailedQuery({ ...LOCKED, summary: 'COMMIT' });
  log.onFailedQuery({ ...LOCKED, errorType: '261' });
  for (let time = 0; time < 3; time++) log.onFailedQuery({ ...LOCKED, isTurnedAway: false });
  expect(lines).toHaveLength(6);
});
