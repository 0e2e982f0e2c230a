import { readFileSync, realpathSync } from 'node:fs';
// The default import, because Bun and Deno lack some of the names.
import module from 'node:module';
import { basename, isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';

const RUNNERS = ['npm', 'npx', 'pnpm', '@pnpm/exe', 'yarn', '@yarnpkg/cli', '@yarnpkg/cli-dist', 'corepack'];

/** Runners that repositories keep as single files without a package, such as `.yarn/releases/yarn-4.9.0.cjs`. */
const SINGLE_FILE = /^(?:yarn-(?:berry|v?\d[\w.-]*)|pn?p[mx]|np[mx]-cli)\.[cm]?js$/;

const { resolve } = module.createRequire(import.meta.url);

/** Whether this process is npx or another runner, which only starts the program that `NODE_OPTIONS` is meant for. With telemetry it would be a second service of that name. */
export function isPackageRunner(mainModule = process.argv[1]): boolean {
  if (mainModule === undefined || !isAbsolute(mainModule)) return false;
  try {
    // `node node_modules/npm/bin/npm-cli` omits the extension.
    const file = realpathSync(resolve(mainModule));
    return SINGLE_FILE.test(basename(file)) || isOfRunner(file);
  } catch {
    return false;
  }
}

function isOfRunner(file: string): boolean {
  const manifest = module.findPackageJSON('.', pathToFileURL(file));
  return manifest !== undefined && RUNNERS.includes(JSON.parse(readFileSync(manifest, 'utf8')).name);
}
