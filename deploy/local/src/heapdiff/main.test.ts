import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readState } from '../state/state-file.ts';
import { runCommand } from '../testing/run-command.ts';
import { logged, startSmallStack } from '../testing/small-stack.ts';

test('names the growing constructor, states the pauses, and closes the inspector', async () => {
  await using stack = await startSmallStack();
  const heapdiff = (service: string) =>
    runCommand('heapdiff', [service, '--seconds', '1'], { CORTEX_HOME: stack.home });
  const { code, stdout } = await heapdiff(stack.service);
  expect(code).toBe(0);
  const [, bytesGrown, grown] = /^ *\+([\d.]+ \w+) +[\d.]+ \w+ +\+([\d,]+) +[\d,]+ +Kept$/m.exec(stdout) ?? [];
  expect(bytesGrown).toMatch(/ (B|KiB)$/);
  expect(Number(grown?.replaceAll(',', '')) % 50).toBe(0);
  expect(stdout).toMatch(/busy-service stood still for [\d.]+ s and [\d.]+ s meanwhile\./);
  const log = readFileSync(join(stack.home, 'logs', 'busy-service.log'), 'utf8');
  const [url = ''] = /ws:\S+/.exec(log) ?? [];
  await expect(fetch(`http://${new URL(url).host}/json`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  expect(await heapdiff('profile-store')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^profile-store, heap/),
  });
});

test('a service that ends meanwhile is reported', async () => {
  await using stack = await startSmallStack();
  const log = join(stack.home, 'logs', 'busy-service.log');
  const compared = runCommand('heapdiff', [stack.service, '--seconds', '2'], { CORTEX_HOME: stack.home });
  await logged(log, 'Debugger attached');
  process.kill(readState(stack.home)?.processes[0]?.pid ?? Number.NaN, 'SIGKILL');
  const { code, stderr } = await compared;
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/inspector, or ended, .*\n$/) });
});

test('without a stack it says how to start one', async () => {
  using home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const { code, stderr } = await runCommand('heapdiff', ['core-api'], { CORTEX_HOME: home.path });
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('npm start') });
});
