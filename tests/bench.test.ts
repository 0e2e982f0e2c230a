import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

function bench(...args: string[]) {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'bench/run.ts'), ...args], { encoding: 'utf8' });
}

test.each([
  ['mcp', '--rounds=abc', '--rounds: expected a whole number from 1, got "abc"'],
  ['mcp', '--calls=1.5', '--calls: expected a whole number from 1, got "1.5"'],
  ['mcp', '--calls=', '--calls: expected a whole number from 1, got ""'],
  ['mcp', '--round=3', "Unknown option '--round'"],
  ['mcp', 'more', 'Unexpected argument'],
  ['profiling', '--minutes=1', '--minutes: expected a number from 2 to 1440, got "1"'],
  ['hop', '--calls=-1', '--calls: expected a whole number from 1, got "-1"'],
  ['overhead', '--rate=fast', '--rate: expected a number above 0, at most 10000, got "fast"'],
  ['overhead', '--modes=off,none', '--modes: expected some of off, '],
  ['startup', '--rounds=0', '--rounds: expected a whole number from 1, got "0"'],
  ['workers', '--workers=1,none', '--workers: expected numbers from 1 to 64, separated by commas, got "none"'],
  ['truth', '--requests=0', '--requests: expected a whole number from 1, got "0"'],
  ['truth', '--seed=today', '--seed: expected a whole number from 1, got "today"'],
  ['hostile', '--inputs=0', '--inputs: expected a whole number from 1, got "0"'],
  ['hostile', '--minutes=0', '--minutes: expected a number from 1 to 1440, got "0"'],
  ['protocol', '--rounds=0', '--rounds: expected a whole number from 1, got "0"'],
  ['console', '--rounds=0', '--rounds: expected a whole number from 1, got "0"'],
  ['console', '--spans=many', '--spans: expected a whole number from 1, got "many"'],
  ['console', '--live-minutes=-1', '--live-minutes: expected a number from 0 to 1440, got "-1"'],
  ['console', '--jaeger-ui=none', '--jaeger-ui: expected the folder of a build, with an index.html, got "none"'],
  ['backlog', '--spans=0', '--spans: expected a whole number from 1, got "0"'],
  ['capacity', '--rate=0', '--rate: expected a number above 0, at most 1000, got "0"'],
  ['capacity', '--rounds=none', '--rounds: expected a whole number from 1, got "none"'],
  ['backlog', '--backends=all', '--backends: expected some of jaeger, logs, prometheus, profile-store'],
])('bench -- %s %s reports what was expected, and prints its usage', (name, argument, message) => {
  const { status, stdout, stderr } = bench(name, argument);
  expect(stderr).toContain(message);
  expect(stderr).toContain(`Usage: npm run bench -- ${name} `);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});

test.each(
  readdirSync(join(import.meta.dirname, 'bench'), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'run.ts')
    .map(({ name }) => name.slice(0, -'.ts'.length)),
)('bench -- %s --help lists the options and measures nothing', (name) => {
  const { status, stdout } = bench(name, '--help');
  expect(stdout).toMatch(new RegExp(`^Usage: npm run bench -- ${name} .*--json`));
  expect(stdout).not.toContain('${');
  expect(status).toBe(0);
});
