import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { installation } from '../run/installation.ts';
import { runStranger, Stranger } from '../run/stranger.ts';
import { SetUpProject } from './set-up-project.ts';

const { packages } = installation();
const CLIENT = 2;
const SERVER = 1;

describe.each([
  ['mcp-oldest', '0.203, API 1.9.0'],
  ['mcp-newest', '0.301, API 1.10'],
])('@cortex/instrumentation-mcp beside OpenTelemetry as in %s (%s)', (name) => {
  let project: SetUpProject;
  let cwd: string;

  beforeAll(async () => {
    project = await SetUpProject.install(name);
    cwd = join(project.folder, 'mcp-alone');
  });

  afterAll(() => project[Symbol.asyncDispose]());

  test('traces each side of a call once, the server below the client, and prints nothing', async () => {
    const args = ['--import', './telemetry.mjs', 'call.mjs'];
    const { stdout, stderr } = await runStranger({ args, env: {}, cwd });
    expect({ stdout: JSON.parse(stdout || '[]'), stderr }).toEqual({
      stdout: [
        [SERVER, 0],
        [CLIENT, 1],
      ],
      stderr: '',
    });
  });

  test('has compatible types', async () => {
    const options = ['--noEmit', '--strict', '--target', 'es2024', '--types', 'node', '--module', 'nodenext'];
    const roots = ['--typeRoots', join(packages, '@types')];
    const args = [join(packages, 'typescript/bin/tsc'), ...options, ...roots, 'usage.mts', 'processor.mts'];
    await using compiler = new Stranger({ args, env: {}, cwd });
    await compiler.exit;
    expect(compiler.stdout).toBe('');
  });
});

test('it adds at most 12 packages and 3 MB, including the API', async () => {
  await using project = await SetUpProject.install('mcp-newest');
  const { packages: locked } = JSON.parse(await readFile(join(project.cached, 'package-lock.json'), 'utf8'));
  const folders = [...closure(locked, 'node_modules/@cortex/instrumentation-mcp')];
  const sizes = await Promise.all(folders.map((folder) => sizeOf(join(project.cached, folder))));
  expect(folders.length).toBeLessThanOrEqual(12);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3e6);
});

type Locked = Record<string, Record<'dependencies' | 'peerDependencies', Record<string, string> | undefined>>;

/** The folders of a package and of all its dependencies. */
function closure(locked: Locked, folder: string, found = new Set<string>()): Set<string> {
  if (found.has(folder)) return found;
  found.add(folder);
  const { dependencies, peerDependencies } = locked[folder] ?? {};
  for (const name of Object.keys({ ...dependencies, ...peerDependencies }))
    closure(locked, resolved(locked, folder, name), found);
  return found;
}

/** Where Node.js finds `name` from `folder`. */
function resolved(locked: Locked, folder: string, name: string): string {
  for (let from = folder; from !== ''; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const nested = `${from}/node_modules/${name}`;
    if (nested in locked) return nested;
  }
  return `node_modules/${name}`;
}

/** The size of a package's files in bytes, without nested packages. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const own = files.filter((file) => !file.slice(folder.length).includes('/node_modules/'));
  const sizes = await Promise.all(own.map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
