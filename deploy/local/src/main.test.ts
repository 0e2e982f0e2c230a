import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

function start(args: string[], env: NodeJS.ProcessEnv = {}) {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  const script = join(import.meta.dirname, 'main.ts');
  return spawnSync(process.execPath, [script, ...args], { env: { ...rest, ...env }, encoding: 'utf8' });
}

test.each([
  [['--events', 'kafka'], {}, '--events: expected nats, got "kafka".'],
  [['--events', 'nats'], { CORTEX_EVENTS_URL: 'nats://elsewhere' }, 'CORTEX_EVENTS_URL names a NATS already'],
  [['--workers', '0'], {}, '--workers: expected a number of processes from 1 to 64, or auto, got "0".'],
  [['--workers', '65'], {}, '--workers: expected a number of processes from 1 to 64, or auto, got "65".'],
  [['--workers', '2'], { CORE_API_WORKERS: '4' }, 'CORE_API_WORKERS already sets the number'],
])('npm start -- %s with %s is refused with what is expected', (args, env, expected) => {
  const { status, stderr } = start(args, env);
  expect(stderr).toContain(expected);
  expect(status).toBe(2);
});
