import { type DisposableTempDir, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootId, identify } from '../machine/process-identity.ts';
import { launch } from '../supervisor/launch.ts';
import type { Tier } from '../supervisor/process-definition.ts';
import { waitUntilReady } from '../supervisor/readiness.ts';
import { eventsOf, patience, serverProcess } from '../testing/server-process.ts';
import { endLeftovers } from './leftovers.ts';
import { readState, type StackState } from './state-file.ts';
import { stateFile } from './state-path.ts';
import { writeState } from './write-state.ts';

let home: DisposableTempDir;
let said: string[];
const say = (line: string) => said.push(line);

beforeEach(() => {
  home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  said = [];
});
afterEach(() => home[Symbol.dispose]());

async function running(name: string, tier: Tier, onStop?: string) {
  const definition = await serverProcess({ home: home.path, name, tier, ...(onStop !== undefined && { onStop }) });
  const run = launch(definition);
  await waitUntilReady(definition.readinessUrl, new AbortController().signal);
  const { pid = 0, startTicks = 0 } = run.identity ?? {};
  return { run, entry: { pid, startTicks, name, tier, ready: true, logFile: definition.logFile } };
}

function leave(processes: StackState['processes'], boot = bootId()): void {
  const supervisor = { pid: 999_999, startTicks: 1 };
  writeState(home.path, { bootId: boot, supervisor, ready: true, urls: {}, processes });
}

test('ends the processes that the state file names, services first, and removes the file', async () => {
  const store = await running('store', 'backend');
  const api = await running('api', 'service');
  leave([store.entry, api.entry]);
  await endLeftovers(home.path, { say });
  expect(await Promise.all([store.run.ended, api.run.ended])).toEqual(['exit code 0', 'exit code 0']);
  expect(eventsOf(home.path).slice(-2)).toEqual(['stop api', 'stop store']);
  expect(said[0]).toBe(`Ended api (pid ${api.entry.pid}), left over from a supervisor that was killed (SIGTERM)`);
  expect(readState(home.path)).toBeUndefined();
});

test('kills a process that ignores SIGTERM', async () => {
  const deaf = await running('deaf', 'service', '');
  leave([deaf.entry]);
  await endLeftovers(home.path, { say, patienceMilliseconds: patience(100) });
  expect(await deaf.run.ended).toBe('SIGKILL');
});

test('spares a process that has the pid of one that is gone', async () => {
  const other = await running('other', 'service');
  leave([{ ...other.entry, startTicks: other.entry.startTicks - 1 }]);
  await endLeftovers(home.path, { say });
  expect(said).toEqual([]);
  expect(identify(other.entry.pid)).toBeDefined();
  process.kill(-other.entry.pid, 'SIGKILL');
  await other.run.ended;
});

test('spares all processes after a reboot', async () => {
  const other = await running('other', 'service');
  leave([other.entry], 'an earlier boot');
  await endLeftovers(home.path, { say });
  expect(identify(other.entry.pid)).toBeDefined();
  process.kill(-other.entry.pid, 'SIGKILL');
  await other.run.ended;
});

test.each(['', '{', '[]', '{"processes": [{"pid": -1}]}'])(
  'is not misled by a state file with the content %j',
  async (text) => {
    writeFileSync(stateFile(home.path), text);
    await endLeftovers(home.path, { say });
    expect(said).toEqual([]);
  },
);
