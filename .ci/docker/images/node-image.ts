import { copyFile, cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@cortex/local/build';
import { UserError } from '@cortex/local/console';
import { ensurePackage } from '../engine/install.ts';
import { ensureImage } from './build-image.ts';
import { contentKey } from './content-key.ts';
import type { DockerOptions } from './docker.ts';
import { npmFolder } from './npm-folder.ts';

/** What Node needs of Debian, and no more: no shell, no package manager. */
const PACKAGES = ['base-files', 'libatomic1', 'libc6', 'libstdc++6', 'netbase', 'tzdata'];
const SUITE = 'bookworm';

const DOCKERFILE = `FROM scratch
ADD root.tar /
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
`;

/** Stands in for the official Node image where no registry is reachable: the pinned Node, with npm, on packages of Debian. */
export function ensureNodeImage(options: DockerOptions): Promise<string> {
  const trusted = options.env.NODE_EXTRA_CA_CERTS;
  const recipe = [...PACKAGES, SUITE, DOCKERFILE, trusted ?? '', process.arch, process.versions.node];
  const build = {
    image: `cortex/node:${contentKey(recipe, [])}`,
    kind: 'node',
    prepare: async (folder: string) => {
      await makeRoot(join(folder, 'root.tar'), options);
      await copyFile(process.execPath, join(folder, 'node'));
      await cp(npmFolder(options.env), join(folder, 'npm'), { recursive: true });
      await writeFile(join(folder, 'Dockerfile'), DOCKERFILE + (await trustLines(trusted, folder)));
      return [folder];
    },
  };
  return ensureImage(build, options);
}

async function makeRoot(file: string, options: DockerOptions): Promise<void> {
  await ensurePackage('mmdebstrap', 'mmdebstrap', options);
  const args = ['--quiet', '--variant=extract', `--include=${PACKAGES.join(',')}`, SUITE, file];
  const { env, signal } = options;
  const { code, stderr } = await runCommand({ command: 'mmdebstrap', args, cwd: '/', env, signal });
  if (code !== 0) throw new UserError(`mmdebstrap ended with ${code}:\n${stderr.slice(-5).join('\n')}`);
}

/** What Node here trusts besides its own certificates, npm in the image has to trust too. */
async function trustLines(certificates: string | undefined, folder: string): Promise<string> {
  if (!certificates) return '';
  await copyFile(certificates, join(folder, 'trusted.crt'));
  return 'COPY trusted.crt /etc/ssl/trusted.crt\nENV NODE_EXTRA_CA_CERTS=/etc/ssl/trusted.crt\n';
}
