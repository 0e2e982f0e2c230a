import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files'], { cwd: repository, encoding: 'utf8' }).trim().split('\n');

type Manifest = {
  private?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
};
const isPinned = (version: string) => /^(npm:(@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$|^file:/.test(version);
const readText = (file: string): string => readFileSync(join(repository, file), 'utf8');
const readJson = <T>(file: string): T => JSON.parse(readText(file)) as T;
const manifests = tracked.filter((file) => file.endsWith('package.json'));

test('the top level has only known files and folders', () => {
  const topLevel = new Set(tracked.map((file) => file.split('/')[0] as string).filter((name) => !name.startsWith('.')));
  const rooms = [
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'collector',
    'deploy',
    'docker-compose.otel.yml',
    'docs',
    'package-lock.json',
    'package.json',
    'services',
    'telemetry',
    'tests',
    'tsconfig.json',
  ];
  expect([...topLevel].sort()).toEqual(rooms);
});

test.each(manifests)('%s pins exact versions; published packages have ranges', (file) => {
  const manifest = readJson<Manifest>(file);
  const published = manifest.private ? {} : { ...manifest.dependencies, ...manifest.peerDependencies };
  const own = { ...(manifest.private ? manifest.dependencies : {}), ...manifest.devDependencies };
  expect(Object.entries(own).filter(([, version]) => !isPinned(version))).toEqual([]);
  const ours = ([name, version]: [string, string]) => isPinned(version) && !name.startsWith('@cortex/');
  expect(Object.entries(published).filter(ours)).toEqual([]);
});

test('there is one copy of each OpenTelemetry package and of the native profiler', () => {
  const { packages } = readJson<{ packages: Record<string, unknown> }>('package-lock.json');
  // The MCP package supports any version of this one, so it has an older one than the others.
  const isOlder = (path: string) => /^telemetry\/instrumentation-mcp\/.*\/instrumentation$/.test(path);
  const names = Object.keys(packages)
    .filter((path) => !isOlder(path))
    .map((path) => /node_modules\/((?:@opentelemetry|@datadog)\/[^/]+)$/.exec(path)?.[1])
    .filter((name) => name !== undefined);
  expect(names).toContain('@opentelemetry/core');
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("the services' image has every package of this repository that a service needs", () => {
  const { packages } = readJson<{ packages: Record<string, { resolved?: string } & Manifest> }>('package-lock.json');
  const folderOf = (name: string) => packages[`node_modules/${name}`]?.resolved ?? '';
  const copied = [...readText('services/Dockerfile').matchAll(/^COPY (\S+)\/package\.json /gm)].map(
    ([, folder]) => folder,
  );
  const needed = copied.flatMap((folder) => Object.keys(packages[folder as string]?.dependencies ?? {}));
  const ours = needed.filter((name) => name.startsWith('@cortex/')).map(folderOf);
  expect(copied).toEqual(expect.arrayContaining(ours));
});
