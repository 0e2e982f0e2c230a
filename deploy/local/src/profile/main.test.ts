import { type DisposableTempDir, mkdtempDisposableSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Profile } from 'pprof-format';
import { bytes } from '../console/quantities.ts';
import { runCommand } from '../testing/run-command.ts';
import { startSmallStack } from '../testing/small-stack.ts';

const BUSY = 'deploy/local/src/testing/busy-service.ts';

let stack: Awaited<ReturnType<typeof startSmallStack>>;
let folder: DisposableTempDir;

beforeAll(async () => {
  stack = await startSmallStack();
});
afterAll(() => stack[Symbol.asyncDispose]());
beforeEach(() => {
  folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
});
afterEach(() => folder[Symbol.dispose]());

const profile = (...args: string[]) =>
  runCommand('profile', [...args, '--out', folder.path], { CORTEX_HOME: stack.home });

function written(extension: string): Buffer {
  const name = readdirSync(folder.path).find((one) => one.endsWith(extension));
  return readFileSync(join(folder.path, name ?? `nothing that ends with ${extension}`));
}

function totalOfPage(): number {
  const [, json = ''] = /id="profile">(.*?)<\/script>/s.exec(written('.html').toString()) ?? [];
  return JSON.parse(json).levels[0][1];
}

function decoded() {
  const file = Profile.decode(gunzipSync(written('.pb.gz')));
  const text = (index: number | bigint) => file.stringTable.strings[Number(index)] ?? '';
  const functions = file.function.map(({ name, filename }) => `${text(name)} ${text(filename)}`);
  const total = file.sample.reduce((sum, { value }) => sum + Number(value[0]), 0);
  return { functions, total, type: text(file.sampleType[0]?.type ?? 0), seconds: Number(file.durationNanos) / 1e9 };
}

test('a CPU profile of just the window names the hot function first, with its location', async () => {
  const { code, stdout, stderr } = await profile(stack.service, '--seconds', '2');
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Profiling busy-service for 2 s …\n' });
  const [, first = ''] = stdout.slice(stdout.indexOf('Function')).split('\n');
  expect(first).toMatch(new RegExp(`burnKnowingly +${BUSY}:\\d+$`));
  const { functions, total, type, seconds } = decoded();
  expect(functions).toContain(`burnKnowingly ${BUSY}`);
  expect(type).toBe('cpu');
  // The CPU time of one thread and its helpers, in a window that may be longer on a slow machine.
  expect(total).toBeGreaterThan(0.1e9);
  expect(seconds).toBeGreaterThanOrEqual(1.9);
});

test('the flame graph page contains the same profile', async () => {
  const { code, stdout, stderr } = await profile(stack.service, '--seconds', '1', '--type', 'wall');
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Profiling busy-service for 1 s …\n' });
  expect(totalOfPage()).toBe(decoded().total);
  expect(written('.html').toString()).toContain('burnKnowingly');
  for (const extension of ['pb.gz', 'html']) {
    expect(stdout).toMatch(new RegExp(`^${folder.path}/busy-service-wall-\\S+\\.${extension} `, 'm'));
  }
});

test('a heap profile shows the memory in use at one moment, with the same numbers in file, page and table', async () => {
  const { code, stdout } = await profile(stack.service, '--type', 'heap');
  expect(code).toBe(0);
  const { total, type } = decoded();
  expect(type).toBe('inuse_space');
  expect(total).toBeGreaterThan(2 ** 20);
  expect(total).toBeLessThan(2 ** 28);
  expect(totalOfPage()).toBe(total);
  expect(stdout).toContain(`busy-service, heap in use: ${bytes(total)}\n`);
});

test('a trace without samples in the service is distinguished from an error', async () => {
  const { code, stderr } = await profile(stack.service, '--trace', 'ab'.repeat(16));
  expect({ code, stderr }).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/no cpu samples of trace (ab){16}/),
  });
});

test.each([
  [1, ['profile-store'], /profile-store has no profiles: .* npm run heapdiff -- profile-store/],
  [1, ['console'], /console has no profiles: .* npm run heapdiff -- console/],
  [1, ['nobody'], /No service called "nobody" is running\. Running: busy-service\./],
  [2, [], /Expected one service[\s\S]*Usage: npm run profile/],
  [2, ['busy-service', '--type', 'disk'], /--type: expected cpu, heap, alloc, wall, got "disk"/],
  [2, ['busy-service', '--seconds', 'ten'], /--seconds: expected a number from 1 to 3600, got "ten"/],
  [2, ['busy-service', '--type', 'heap', '--trace', 'ab'.repeat(16)], /memory belongs to no trace/],
])('ends with %i and says what is wrong with %j', async (exitCode, args, message) => {
  const { code, stderr } = await profile(...args);
  expect({ code, stderr }).toMatchObject({ code: exitCode, stderr: expect.stringMatching(message) });
});

test('a folder that cannot be written to is reported before anything is profiled', async () => {
  const { code, stderr } = await runCommand('profile', [stack.service, '--out', '/dev/null'], {
    CORTEX_HOME: stack.home,
  });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^--out: expected a folder .*\/dev\/null/),
  });
});

test('without a stack it says how to start one', async () => {
  const { code, stderr } = await runCommand('profile', ['core-api'], { CORTEX_HOME: folder.path });
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('npm start') });
});
