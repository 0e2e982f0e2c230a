import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

function bench(...args: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'bench/run.ts'), ...args], { encoding: 'utf8' });
}

test.each([
  ['--rounds=abc', '--rounds: expected a whole number from 1, got "abc"'],
  ['--rounds=0', '--rounds: expected a whole number from 1, got "0"'],
  ['--calls=1.5', '--calls: expected a whole number from 1, got "1.5"'],
  ['--calls=', '--calls: expected a whole number from 1, got ""'],
  ['--round=3', "Unknown option '--round'"],
  ['more', 'Unexpected argument'],
])('bench -- mcp %s says what was expected, and how to use it', (argument, message) => {
  const { status, stdout, stderr } = bench('mcp', argument);
  expect(stderr).toContain(message);
  expect(stderr).toContain('Usage: npm run bench -- mcp');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test('bench -- mcp --help tells the options and measures nothing', () => {
  const { status, stdout } = bench('mcp', '--help');
  expect(stdout).toMatch(/Usage: npm run bench -- mcp .*--json.*--rounds.*--calls/s);
  expect(status).toBe(0);
});
