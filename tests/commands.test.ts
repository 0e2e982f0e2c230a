import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync(join(repository, 'package.json'), 'utf8'),
);
/** The repository's own programs; the others are tools such as the linter, which have options of their own. */
const OWN = Object.keys(scripts).filter((name) => /^(exec )?node .*\.ts\b/.test(scripts[name] ?? ''));

/** Programs besides those of the root's package.json, which the package.json of their folder or a message names. */
const ELSEWHERE = ['tests/strangers/lock.ts', 'services/profile-store/proto/main.ts', 'telemetry/build.cjs'];

/** For maintainers of the repository, who have its dependencies installed. */
const UPKEEP = ['api', 'contract', 'dashboards', 'licences', 'secret-names', 'slo'];
/** The commands whose help people need most often. */
const QUICK = ['start', 'trace', 'console', 'console:mcp', 'fault', 'tool'];
/** Prints each module that is loaded from a service to standard error. */
const WATCH = `import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => {
  if (url.includes('/services/')) writeSync(2, url + '\\n');
  return next(url, context);
} });`;

/** Runs it like `npm run <name> -- <argument>`, without its pre-script. */
function run(name: string, argument: string, options: string[] = []) {
  const [, script = ''] = /^(?:exec )?node (.*)/.exec(scripts[name] ?? '') ?? [];
  return runNode([...options, ...script.split(' '), argument]);
}

function runNode(args: string[]) {
  const options = { cwd: repository, encoding: 'utf8', input: '' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  return { status, stdout, stderr };
}

test('the programs are found', () => {
  expect(OWN).toEqual(
    expect.arrayContaining(['start', 'trace', 'console:mcp', 'docker:ensure', 'slo', 'test', 'load']),
  );
});

test('no command has a post-script, because that would run after `--help`, too', () => {
  expect(Object.keys(scripts).filter((name) => name.startsWith('post'))).toEqual([]);
});

test.each(OWN)('npm run %s -- --help prints its usage, and does nothing else', (name) => {
  const { stdout, ...rest } = run(name, '--help');
  expect(stdout).toMatch(/^usage: /i);
  expect(stdout).not.toContain('${');
  expect(rest).toEqual({ status: 0, stderr: '' });
});

test.each(QUICK)('npm run %s -- --help loads nothing of the services, so that it answers at once', (name) => {
  const watch = ['--import', `data:text/javascript,${encodeURIComponent(WATCH)}`];
  expect(run(name, '--help', watch)).toMatchObject({ status: 0, stderr: '' });
});

test.each(OWN.filter((name) => !UPKEEP.includes(name)))('npm run %s installs the dependencies first', (name) => {
  expect(scripts[`pre${name}`]).toBe('node deploy/local/bootstrap.cjs');
});

/** Except docker:compose, which passes unknown options on to Docker Compose. */
test.each(OWN.filter((name) => name !== 'docker:compose'))('npm run %s -- --chekc names what is wrong', (name) => {
  const { stderr, ...rest } = run(name, '--chekc');
  expect(stderr).toContain('--chekc');
  expect(rest).toEqual({ status: 2, stdout: '' });
});

test.each(ELSEWHERE)('node %s --help prints its usage, and does nothing else', (file) => {
  const { stdout, ...rest } = runNode([file, '--help']);
  expect(stdout).toMatch(/^Usage: /);
  expect(rest).toEqual({ status: 0, stderr: '' });
});

test.each(ELSEWHERE)('node %s --chekc names what is wrong, and prints its usage', (file) => {
  const { stderr, ...rest } = runNode([file, '--chekc']);
  expect(stderr).toMatch(/--chekc.*\n\nUsage: /s);
  expect(rest).toEqual({ status: 2, stdout: '' });
});

test('node tests/strangers/lock.ts refuses a project that does not exist, and lists those that do', () => {
  const { stderr, ...rest } = runNode(['tests/strangers/lock.ts', 'app']);
  expect(stderr).toMatch(/^Expected some of apps, .*, got "app"\.\n\nUsage: /);
  expect(rest).toEqual({ status: 2, stdout: '' });
});
