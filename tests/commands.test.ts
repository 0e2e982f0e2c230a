import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(repository, 'package.json'), 'utf8'),
);
const WITHOUT_ARGUMENTS = ['docker:ensure', 'docker:stop', 'dashboards', 'slo', 'licences', 'api', 'secret-names'];

/** As `npm run <name> -- <argument>` does, without what runs before. */
function run(name: string, argument: string) {
  const [, ...script] = (scripts[name] ?? '').split(' ');
  return spawnSync(process.execPath, [...script, argument], { cwd: repository, encoding: 'utf8' });
}

test.each([...WITHOUT_ARGUMENTS, 'docker:compose'])(
  'npm run %s -- --help says how it is used, and does nothing else',
  (name) => {
    const { status, stdout, stderr } = run(name, '--help');
    expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name}\\b`));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);

test('nothing runs after a command: it would after `--help`, too', () => {
  expect(Object.keys(scripts).filter((name) => name.startsWith('post'))).toEqual([]);
});

test('npm run contract -- --help says how it is used', () => {
  const { status, stdout } = run('contract', '--help');
  expect(stdout).toMatch(/^usage: telemetry-contract /);
  expect(status).toBe(0);
});

test.each([...WITHOUT_ARGUMENTS, 'contract'])('npm run %s -- --chekc names the unknown option', (name) => {
  const { status, stdout, stderr } = run(name, '--chekc');
  expect(stderr).toContain("Unknown option '--chekc'");
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
});
