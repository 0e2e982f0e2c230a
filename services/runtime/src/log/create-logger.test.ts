import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLogger } from './create-logger.ts';

test.each([
  [{ password: 'hunter2' }],
  [{ body: { password: 'hunter2', username: 'hunter2' } }],
  [{ req: { headers: { authorization: 'hunter2', cookie: 'hunter2' } } }],
  [{ user: { email: 'hunter2' }, access_token: 'hunter2' }],
])('%j is logged without credentials', (fields) => {
  const lines: string[] = [];
  createLogger('test', 'info', { write: (line) => lines.push(line) }).info(fields, 'login');
  expect(lines.join('')).toContain('[redacted]');
  expect(lines.join('')).not.toContain('hunter2');
});

const LOGS_AND_GOES_ON = `
  import { setTimeout as pause } from 'node:timers/promises';
  const { createLogger } = await import(process.argv[1]);
  const logger = createLogger('test', 'info');
  for (let line = 0; line < 20; line++) {
    logger.info('a line');
    await pause(5);
  }
  console.error('alive');`;

test('a log that cannot be written, as on a full disk, ends nothing', () => {
  const full = openSync('/dev/full', 'w');
  const module = fileURLToPath(new URL('create-logger.ts', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', LOGS_AND_GOES_ON, module], {
    stdio: ['ignore', full, 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  closeSync(full);
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'alive\n' });
});
