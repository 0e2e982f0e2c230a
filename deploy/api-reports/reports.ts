import { execFile } from 'node:child_process';
import { mkdtempDisposable, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '@cortex/local/settings';
import { exportsOf } from './exports.ts';

const PACKAGES = ['contract', 'instrumentation-mcp', 'profiling', 'register', 'testing'];
/** The entry point that is not meant for applications. */
const INTERNAL = './internal';

interface Report {
  readonly name: string;
  readonly file: string;
  readonly content: string;
}

type Exports = Record<string, Record<'cortex-source', string | { default: string }>>;

/** The content that the `api.txt` of each published package must have to agree with the sources. */
export async function reports(): Promise<Report[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'cortex-api-'));
  await emitDeclarations(folder.path);
  return await Promise.all(PACKAGES.map((name) => reportOf(name, folder.path)));
}

async function emitDeclarations(folder: string): Promise<void> {
  const typescript = join(repository, 'node_modules/typescript/bin/tsc');
  const project = join(import.meta.dirname, 'tsconfig.json');
  await promisify(execFile)(process.execPath, [typescript, '-p', project, '--outDir', folder]);
}

async function reportOf(folder: string, declarations: string): Promise<Report> {
  const home = join(repository, 'telemetry', folder);
  const { name, exports: entries } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
  const shown = Object.entries(entries as Exports).filter(([entry]) => entry !== INTERNAL);
  const parts = shown.map(([entry, { 'cortex-source': source }]) => {
    const file = typeof source === 'string' ? source : source.default;
    const exported = exportsOf(join(declarations, folder, dirname(file), declarationsOf(file)));
    return [`# ${join(name, entry)}`, ...(exported.size === 0 ? ['(exports nothing)'] : sorted(exported))].join('\n\n');
  });
  return { name, file: join(home, 'api.txt'), content: `${parts.join('\n\n')}\n` };
}

function declarationsOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.ts$/, '.d.ts');
}

function sorted(exported: ReadonlyMap<string, string>): string[] {
  return [...exported].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, declaration]) => declaration);
}
