import { closeSync, existsSync, mkdtempDisposableSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { openLog } from '../supervisor/log-file.ts';
import { boundLogs } from './bound-logs.ts';
import { logFileOf } from './log-file-of.ts';

const LARGEST_BYTES = 10_000;

test('keeps the logs of running processes within their bound, and sets one of each aside', async () => {
  using home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  using open = new DisposableStack();
  const opened = (name: string) => {
    const file = logFileOf(home.path, name);
    return { file, descriptor: open.adopt(openLog(file).descriptor, closeSync) };
  };
  const [busy, quiet] = [opened('busy'), opened('quiet')];
  const over = open.adopt(new AbortController(), (controller) => controller.abort());
  boundLogs({ home: home.path, largestBytes: LARGEST_BYTES, everyMilliseconds: 1, signal: over.signal });
  writeSync(quiet.descriptor, 'a line\n');
  for (let cuts = 0; cuts < 3; cuts++) {
    writeSync(busy.descriptor, 'x'.repeat(LARGEST_BYTES + 1));
    await eventually(() => statSync(busy.file).size === 0, { what: 'the log to be set aside' });
  }
  expect(statSync(`${busy.file}.1`).size).toBe(LARGEST_BYTES + 1);
  expect(statSync(quiet.file).size).toBeGreaterThan(0);
  expect(existsSync(`${quiet.file}.1`)).toBe(false);
});
