import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../testing/run-command.ts';

test('without a stack it says how to start one', async () => {
  using home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const { code, stderr } = await runCommand('fault', ['core-api', '--hang'], { CORTEX_HOME: home.path });
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('npm start') });
});

test('an unknown service is refused with a list of the known ones', async () => {
  const { code, stderr } = await runCommand('fault', ['jaeger', '--hang'], {});
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'Unknown service "jaeger": expected core-api, memory-service or cognition-service.\n',
  });
});
