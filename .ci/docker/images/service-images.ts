import { ensureImage } from './build-image.ts';
import { contentKey } from './content-key.ts';
import type { DockerOptions } from './docker.ts';

/** The names of the images, which are those of the folders, with their ports. */
const SERVICES = { 'core-api': 8000, memory: 9000, cognition: 9100, 'profile-store': 4040, console: 3000 };
/** The target of all services but the console, whose own target also has the built page. */
const TARGET = 'service';

const SOURCES = [
  'services/Dockerfile',
  'services/health-check.cjs',
  '{telemetry/*,services/*}/package.json',
  '{telemetry/*,services/*}/src/**',
  'services/console/{page/**,vite.config.ts}',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  '.npmrc',
  '.dockerignore',
];

/** Builds the images of all services on a Node image. Resolves to their common tag. */
export async function ensureServiceImages(nodeImage: string, options: DockerOptions): Promise<string> {
  const tag = contentKey([nodeImage], SOURCES);
  for (const [service, port] of Object.entries(SERVICES)) {
    const values = { NODE_IMAGE: nodeImage, SERVICE: service, PORT: port };
    const target = service === 'console' ? service : TARGET;
    const args = Object.entries(values).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
    const prepare = async () => ['--file', 'services/Dockerfile', '--target', target, ...args, '.'];
    await ensureImage({ image: `cortex/${service}:${tag}`, kind: 'services', prepare }, options);
  }
  return tag;
}
