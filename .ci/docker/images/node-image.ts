import { copyFile, cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '@cortex/local/build';
import { UserError } from '@cortex/local/console';
import { ensurePackage } from '../engine/install.ts';
import { ensureImage } from './build-image.ts';
import { contentKey } from './content-key.ts';
import type { DockerOptions } from './docker.ts';
import { npmFolder } from './npm-folder.ts';

/** The Debian packages that Node needs, without a shell or a package manager. */
const PACKAGES = ['base-files', 'libatomic1', 'libc6', 'libstdc++6', 'netbase', 'tzdata'];
const SUITE = 'bookworm';

const DOCKERFILE = `FROM scratch
ADD root.tar /
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
`;

/** Builds a replacement for the official Node image if no registry is reachable: the pinned Node with npm, on Debian packages. */
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

/** Lets npm in the image trust the certificates that Node on this machine trusts besides its own. Returns the lines for it. */
async function trustLines(certificates: string | undefined, folder: string): Promise<string> {
  if (!certificates) return '';
  await copyFile(certificates, join(folder, 'trusted.crt'));
  return 'COPY trusted.crt /etc/ssl/trusted.crt\nENV NODE_EXTRA_CA_CERTS=/etc/ssl/trusted.crt\n';
}
