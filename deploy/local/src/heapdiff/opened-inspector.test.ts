import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, type DisposableTempDir, mkdtempDisposableSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { withInspector } from './opened-inspector.ts';

/** If the inspector were closed at once, one process of three would not survive this many. */
const LOOKS = 20;

let folder: DisposableTempDir;
let child: ChildProcess;

beforeEach(() => {
  folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-inspector-'));
});
afterEach(async () => {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  folder.remove();
});

test('a process survives repeated heap snapshots', async () => {
  const logFile = join(folder.path, 'log');
  const log = openSync(logFile, 'w');
  const script = "require('node:http').createServer().listen(0, '127.0.0.1', () => console.log('up'))";
  child = spawn(process.execPath, ['--inspect-port=127.0.0.1:0', '--eval', script], { stdio: ['ignore', log, log] });
  closeSync(log);
  await eventually(() => readFileSync(logFile, 'utf8').includes('up') || undefined, { what: 'the process to be up' });
  const tier = 'service' as const;
  const service = { name: 'looked-at', tier, ready: true, startTicks: 0, pid: child.pid ?? 0, logFile };
  for (let look = 0; look < LOOKS; look += 1)
    await withInspector(service, (inspector) => inspector.call('HeapProfiler.collectGarbage'));
  expect([child.exitCode, child.signalCode]).toEqual([null, null]);
});
