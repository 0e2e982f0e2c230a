import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const { resolve } = createRequire(import.meta.url);
const APP = 'shown-import.mjs';

/** Packages that are copied, as when npm installs a second version. */
const COPIED = ['@opentelemetry/instrumentation', 'import-in-the-middle'];
const SHARED = [
  '@cortex/instrumentation-mcp',
  '@opentelemetry/api',
  'require-in-the-middle',
  'module-details-from-path',
];

function folderOf(name: string): string {
  return /.*[\\/]node_modules[\\/]/.exec(resolve('@opentelemetry/api'))?.[0] + name;
}

async function fill(project: string): Promise<void> {
  const modules = join(project, 'node_modules');
  await mkdir(join(modules, '@cortex'), { recursive: true });
  await mkdir(join(modules, '@opentelemetry'));
  for (const name of COPIED) await cp(folderOf(name), join(modules, name), { recursive: true, dereference: true });
  for (const name of SHARED) await symlink(folderOf(name), join(modules, name));
  await mkdir(join(modules, 'some-package'));
  await writeFile(
    join(modules, 'some-package/package.json'),
    '{ "version": "1.0.0", "type": "module", "main": "main.js" }',
  );
  await writeFile(join(modules, 'some-package/main.js'), 'export const one = 1;');
  await cp(join(import.meta.dirname, '../fixtures', APP), join(project, APP));
}

test('an instrumentation with its own copy of import-in-the-middle sees the imports that it is shown', async () => {
  await using project = await mkdtempDisposable(join(tmpdir(), 'show-imports-'));
  await fill(project.path);
  const run = async (...args: string[]) => {
    const options = ['--conditions=cortex-source', join(project.path, APP), ...args];
    return (await promisify(execFile)(process.execPath, options)).stdout;
  };
  expect(await run('shown')).toBe('patched\n');
  // Otherwise it does not see them.
  expect(await run()).toBe('');
});
