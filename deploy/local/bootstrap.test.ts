import { execFile } from 'node:child_process';
import { cpSync, type DisposableTempDir, mkdirSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An npm that does npm's last step, and records that it was called. */
const GOOD_NPM = `
echo "$@" >> npm-calls
mkdir -p node_modules/.bin
printf '#!/bin/sh\\necho v26.0.0\\n' > node_modules/.bin/node && chmod +x node_modules/.bin/node
cp package-lock.json node_modules/.package-lock.json`;

const LOCK = {
  packages: {
    '': { name: 'fake' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/only-elsewhere': { version: '1.0.0', optional: true },
  },
};

let home: DisposableTempDir;

beforeEach(() => {
  home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  mkdirSync(join(home.path, 'deploy/local'), { recursive: true });
  cpSync(join(import.meta.dirname, 'bootstrap.cjs'), join(home.path, 'deploy/local/bootstrap.cjs'));
  writeFileSync(join(home.path, 'package.json'), JSON.stringify({ devDependencies: { node: '26.0.0' } }));
  writeFileSync(join(home.path, 'package-lock.json'), JSON.stringify(LOCK));
  npmIs(GOOD_NPM);
});
afterEach(() => home[Symbol.dispose]());

function npmIs(script: string): void {
  mkdirSync(join(home.path, 'bin'), { recursive: true });
  writeFileSync(join(home.path, 'bin/npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

function npmCalls(): string[] {
  return readFileSync(join(home.path, 'npm-calls'), 'utf8').trim().split('\n');
}

function bootstrap(): Promise<{ code: number; stdout: string; stderr: string }> {
  const { npm_execpath: _, ...env } = process.env;
  const PATH = `${join(home.path, 'bin')}:${env.PATH}`;
  return new Promise((resolve) => {
    const script = join(home.path, 'deploy/local/bootstrap.cjs');
    execFile(process.execPath, [script], { env: { ...env, PATH } }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

test('installs what is missing, and says so on standard error', async () => {
  const { code, stdout, stderr } = await bootstrap();
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/^Installing the dependencies \(npm ci\).*\nInstalled in \d+ s\.\n$/);
  expect(npmCalls()).toEqual(['ci --loglevel=error --no-audit --no-fund']);
});

test('does and says nothing when everything is installed', async () => {
  await bootstrap();
  expect(await bootstrap()).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(npmCalls()).toHaveLength(1);
});

test('installs again when the lock file has changed', async () => {
  await bootstrap();
  const packages = { ...LOCK.packages, 'node_modules/a': { version: '1.0.1', integrity: 'sha512-b' } };
  writeFileSync(join(home.path, 'package-lock.json'), JSON.stringify({ packages }));
  await bootstrap();
  expect(npmCalls()).toHaveLength(2);
});

test('installs once when two are started together', async () => {
  npmIs(`sleep 0.5\n${GOOD_NPM}`);
  const both = await Promise.all([bootstrap(), bootstrap()]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(npmCalls()).toHaveLength(1);
});

test('names the remedy when npm fails', async () => {
  npmIs('echo "npm error code E404" >&2; exit 1');
  const { code, stderr } = await bootstrap();
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /npm error code E404\n.*npm ci ended with exit code 1.*\nCheck that the package registry can be reached/,
  );
});

test('names the remedy when install scripts did not run, so that there is no pinned Node', async () => {
  npmIs(`${GOOD_NPM}\nrm node_modules/.bin/node`);
  const { code, stderr } = await bootstrap();
  expect(code).toBe(1);
  expect(stderr).toMatch(/own Node 26\.0\.0 is not in place.*\nIts install script has not run.*npm ci\n$/);
});
