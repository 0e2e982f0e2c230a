import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(repository, 'package.json'), 'utf8'),
);
/** Programs of the repository; the others are tools such as the linter, which have options of their own. */
const OWN = Object.keys(scripts).filter((name) => /^(exec )?node .*\.ts\b/.test(scripts[name] ?? ''));

/** As `npm run <name> -- <argument>` does, without what runs before. */
function run(name: string, argument: string) {
  const [, script = ''] = /^(?:exec )?node (.*)/.exec(scripts[name] ?? '') ?? [];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...script.split(' '), argument], {
    cwd: repository,
    encoding: 'utf8',
    input: '',
  });
  return { status, stdout, stderr };
}

test('the programs are found', () => {
  expect(OWN).toEqual(
    expect.arrayContaining(['start', 'trace', 'console:mcp', 'docker:ensure', 'slo', 'test', 'load']),
  );
});

test('nothing runs after a command: it would after `--help`, too', () => {
  expect(Object.keys(scripts).filter((name) => name.startsWith('post'))).toEqual([]);
});

test.each(OWN)('npm run %s -- --help says how it is used, and does nothing else', (name) => {
  const { stdout, ...rest } = run(name, '--help');
  expect(stdout).toMatch(/^usage: /i);
  expect(rest).toEqual({ status: 0, stderr: '' });
});

/** Whatever it does not know is for Docker Compose. */
test.each(OWN.filter((name) => name !== 'docker:compose'))('npm run %s -- --chekc names what is wrong', (name) => {
  const { stderr, ...rest } = run(name, '--chekc');
  expect(stderr).toContain('--chekc');
  expect(rest).toEqual({ status: 2, stdout: '' });
});
