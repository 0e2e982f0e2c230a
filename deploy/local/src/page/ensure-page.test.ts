import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  type DisposableTempDir,
  existsSync,
  mkdtempDisposableSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { runCommand } from '../backends/build/run-command.ts';
import { repository } from '../settings.ts';
import { ensurePage } from './ensure-page.ts';
import { forgetUnlessHeld, holdPage } from './hold-page.ts';
import { PAGE_SOURCES } from './page-key.ts';

let cache: DisposableTempDir;
let said: string[];
const signal = new AbortController().signal;

beforeAll(() => {
  cache = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
});
beforeEach(() => {
  said = [];
});
afterAll(() => cache[Symbol.dispose]());

const ensure = (env: NodeJS.ProcessEnv = {}) =>
  ensurePage({
    env: { PATH: process.env.PATH, XDG_CACHE_HOME: cache.path, NODE_ENV: 'development', ...env },
    signal,
    say: (line) => said.push(line),
  });

test('builds the page once for concurrent callers, and only into the cache', async () => {
  const before = filesIn('services/console');
  const [folder, other] = await Promise.all([ensure(), ensure()]);
  expect(folder).toBe(other);
  expect(said.filter((line) => line.startsWith('Building'))).toHaveLength(1);
  const script = readdirSync(join(folder, 'assets')).find((name) => /^index-.*\.js$/.test(name)) ?? '';
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain(`/assets/${script}`);
  // React's build for developers is several times as large, and says so.
  expect(readFileSync(join(folder, 'assets', script), 'utf8')).not.toContain('react-dom-client.development');
  expect(readdirSync(join(folder, 'speedscope'))).toEqual(expect.arrayContaining(['index.html', 'LICENSE.txt']));
  expect(readdirSync(dirname(folder)).filter((name) => name.startsWith('.building'))).toEqual([]);
  expect(filesIn('services/console')).toEqual(before);
  said = [];
  expect(await ensure()).toBe(folder);
  expect(said).toEqual([]);
});

function filesIn(folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).toSorted();
}

test('keeps the newest pages of others, those of the last day, and those in use', async () => {
  const home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const folder = join(home.path, 'cortex');
  await mkdir(folder);
  const page = (number: number) => `console-page-00000000000${number}`;
  const daysAgo = (days: number) => Date.now() / 1000 - days * 24 * 60 * 60;
  for (const [number, days] of [0, 0.8, 0.9, 0.9, 0.95, 1.1, 2, 3].entries()) {
    await mkdir(join(folder, page(number)));
    utimesSync(join(folder, page(number)), daysAgo(days), daysAgo(days));
  }
  holdPage(join(folder, page(6)));
  writeFileSync(join(folder, 'console-page-notes'), '');
  const newest = await ensure({ XDG_CACHE_HOME: home.path });
  const left = readdirSync(folder).filter((name) => /^console-page-[^.]*$/.test(name));
  const kept = [0, 1, 2, 3, 4, 6].map(page);
  expect(left.toSorted()).toEqual([...kept, relative(folder, newest), 'console-page-notes'].toSorted());
  home[Symbol.dispose]();
});

test('a page that is no longer held is removed, with its lock', async () => {
  const folder = join(cache.path, 'forgotten');
  const holding = `
    const { holdPage } = await import(${JSON.stringify(new URL('./hold-page.ts', import.meta.url))});
    holdPage(${JSON.stringify(folder)});
    process.stdout.write('held');
    process.stdin.resume();`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', holding], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const times: string[] = [];
  const forget = (when: string) => forgetUnlessHeld(folder, async () => void times.push(when));
  try {
    await once(holder.stdout, 'data');
    await forget('held');
  } finally {
    holder.kill('SIGKILL');
    await once(holder, 'close');
  }
  await forget('free');
  expect(times).toEqual(['free']);
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test('says that the page cannot be built, and what still works', async () => {
  const file = join(cache.path, 'no-folder');
  writeFileSync(file, '');
  const folder = await ensure({ XDG_CACHE_HOME: file });
  expect(existsSync(folder)).toBe(false);
  expect(said).toEqual([
    expect.stringMatching(
      /^The console's page could not be built: ENOTDIR[\s\S]*The console's API and \/mcp work without it\./,
    ),
  ]);
});

test('the page key covers all sources of the page', async () => {
  const script = `
    import { build } from 'vite';
    const plugin = { name: 'modules', buildEnd() { console.log(JSON.stringify([...this.getModuleIds()])); } };
    await build({ configFile: 'vite.config.ts', configLoader: 'native', logLevel: 'silent', build: { write: false }, plugins: [plugin] });`;
  const { code, stdout } = await runCommand({
    command: process.execPath,
    args: ['--input-type=module', '-e', script],
    cwd: join(repository, 'services/console'),
    env: { PATH: process.env.PATH, NODE_ENV: 'production', CORTEX_CONSOLE_VITE_CACHE: join(cache.path, 'vite') },
    signal,
  });
  expect(code).toBe(0);
  const modules: string[] = JSON.parse(stdout[0] ?? '[]');
  const own = modules.filter((id) => id.startsWith(repository) && !id.includes('/node_modules/'));
  expect(own.length).toBeGreaterThan(10);
  const unknown = own.filter((id) => !PAGE_SOURCES.some((folder) => id.startsWith(join(repository, folder, '/'))));
  expect(unknown).toEqual([]);
});
