import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempDisposableSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '@cortex/local/settings';

/** The first version that `npm start` could run with NATS. Its SSE streams do not yet begin with an id. */
export const OLDER_COMMIT = '410b51e444ba162d63d882c5fc53e2d8036e0d15';

const SOURCES = ['services', 'telemetry', 'package.json'];
const run = promisify(execFile);

/** Why the older version cannot be had, and what helps; undefined when it can. */
export function whyMissing(): string | undefined {
  try {
    execFileSync('git', ['cat-file', '-e', `${OLDER_COMMIT}^{commit}`], { cwd: repository, stdio: 'ignore' });
    return undefined;
  } catch {
    return `this checkout does not have the commit ${OLDER_COMMIT.slice(0, 8)}: git fetch --unshallow, or clone with the whole history`;
  }
}

/** The sources of the older version in a temporary folder, with the installed dependencies of this one. */
export class OlderVersion implements Disposable {
  readonly folder: string;
  readonly #remove: () => void;

  private constructor(folder: string, remove: () => void) {
    this.folder = folder;
    this.#remove = remove;
  }

  static async checkOut(): Promise<OlderVersion> {
    const folder = mkdtempDisposableSync(join(tmpdir(), 'cortex-older-'));
    const archive = join(folder.path, 'sources.tar');
    await run('git', ['archive', '--output', archive, OLDER_COMMIT, ...SOURCES], { cwd: repository });
    await run('tar', ['-xf', archive, '-C', folder.path]);
    linkDependencies(folder.path);
    return new OlderVersion(folder.path, () => folder.remove());
  }

  [Symbol.dispose](): void {
    this.#remove();
  }
}

/** Packages of this repository are those of the older version, all others the installed ones. */
function linkDependencies(folder: string): void {
  for (const workspace of ['.', ...readdirSync(join(repository, 'services')).map((name) => `services/${name}`)])
    linkAll(join(repository, workspace, 'node_modules'), join(folder, workspace, 'node_modules'));
  const own = join(repository, 'node_modules/@cortex');
  const links = join(folder, 'node_modules/@cortex');
  mkdirSync(links);
  for (const name of readdirSync(own)) symlinkSync(readlinkSync(join(own, name)), join(links, name));
}

function linkAll(from: string, to: string): void {
  if (!existsSync(from) || !existsSync(dirname(to))) return;
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from).filter((name) => !name.startsWith('.') && name !== '@cortex');
  for (const name of names) symlinkSync(join(from, name), join(to, name));
}
