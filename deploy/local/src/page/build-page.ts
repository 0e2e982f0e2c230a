import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { publishEntry, removeTree, startEntry } from '../backends/build/cache-entry.ts';
import { runCommand } from '../backends/build/run-command.ts';
import { takeToolLock } from '../backends/build/tool-lock.ts';
import { repository } from '../settings.ts';
import { isBuilt } from './built-page.ts';
import { forgetUnlessHeld } from './hold-page.ts';

const TOOL = 'console-page';
const ENTRY = /^console-page-[0-9a-f]{12}$/;
/** How many pages are kept. Several checkouts share the cache, and each change of a source makes another page. */
const KEPT_PAGES = 5;
/** Younger pages are kept, because somebody may be about to use them. */
const KEPT_MILLISECONDS = 24 * 60 * 60_000;
const SHOWN_LINES = 15;

export interface BuildPageOptions {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  say(line: string): void;
  cacheDirectory: string;
  /** The folder for the page, within the cache. */
  folder: string;
}

/** Builds the page with Vite, unless another process has done so meanwhile. Writes nothing into the checkout. */
export async function buildPage(options: BuildPageOptions): Promise<void> {
  const { cacheDirectory, folder, signal, say } = options;
  await mkdir(cacheDirectory, { recursive: true });
  const onWait = () => say("Another process is building the console's page: waiting");
  using _lock = await takeToolLock({ cacheDirectory, tool: TOOL, signal, onWait });
  if (isBuilt(folder)) return;
  say("Building the console's page ...");
  const workspace = await startEntry(cacheDirectory, TOOL);
  try {
    const built = join(workspace, 'page');
    await runVite({ built, cache: join(workspace, 'vite') }, options);
    await publishEntry({ built, executable: join(folder, 'index.html') });
  } finally {
    await removeTree(workspace);
  }
  await forgetOldPages(cacheDirectory, basename(folder));
}

interface Folders {
  /** The folder for the built page. */
  built: string;
  /** The folder for Vite's cache. */
  cache: string;
}

async function runVite({ built, cache }: Folders, { env, signal }: BuildPageOptions): Promise<void> {
  const { PATH, HOME, TMPDIR } = env;
  const { code, stdout, stderr } = await runCommand({
    command: process.execPath,
    args: [
      join(repository, 'node_modules/vite/bin/vite.js'),
      'build',
      // Vite's own loader writes files beside the configuration.
      '--configLoader=native',
      `--outDir=${built}`,
      '--emptyOutDir',
      '--logLevel=warn',
    ],
    cwd: join(repository, 'services/console'),
    // Always the page for users, whatever the stack's NODE_ENV.
    env: { PATH, HOME, TMPDIR, NODE_ENV: 'production', NO_COLOR: '1', CORTEX_CONSOLE_VITE_CACHE: cache },
    signal,
  });
  const lines = [...stdout, ...stderr].filter((line) => line.trim() !== '');
  if (code !== 0) throw new Error(`Vite ended with ${code}:\n  ${lines.slice(-SHOWN_LINES).join('\n  ')}`);
}

async function forgetOldPages(cacheDirectory: string, newest: string): Promise<void> {
  const names = (await readdir(cacheDirectory)).filter((name) => ENTRY.test(name) && name !== newest);
  const pages = names.map((name) => join(cacheDirectory, name));
  const dated = await Promise.all(pages.map(async (folder) => ({ folder, time: (await stat(folder)).mtimeMs })));
  const others = dated.toSorted((one, other) => other.time - one.time).slice(KEPT_PAGES - 1);
  for (const { folder, time } of others) {
    if (Date.now() - time > KEPT_MILLISECONDS) await forgetUnlessHeld(folder, () => removeTree(folder));
  }
}
