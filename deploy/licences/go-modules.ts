import { execFile } from 'node:child_process';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '@cortex/local/settings';
import { byName, type Dependency } from './dependency.ts';
import { licenceOfText } from './licence-of-text.ts';

const REQUIREMENT = /^(?:require )?\s*(\S+) (v\S+)(?: \/\/ indirect)?$/gm;
const LICENCE_FILE = /^(licen[cs]e|copying|unlicense)(?!.*\.go$)/i;
const OUTPUT_BYTES = 16 * 2 ** 20;
const run = promisify(execFile);

/** Generated clients that come without a licence file. */
const WITHOUT_FILE: Record<string, string> = {
  'buf.build/gen/go/prometheus/prometheus/protocolbuffers/go': 'Apache-2.0',
  'github.com/grafana/k6-cloud-openapi-client-go': 'not stated',
};

const goModFiles = () =>
  globSync(['collector/**/go.mod', 'deploy/local/backends/*/go.mod'], { cwd: repository }).map((file) =>
    join(repository, file),
  );

/** The modules that the repository's `go.mod` files require, without its own modules. */
export function requiredModules(): Omit<Dependency, 'licence'>[] {
  const lines = goModFiles().flatMap((file) => [...readFileSync(file, 'utf8').matchAll(REQUIREMENT)]);
  const modules = lines.map(([, name = '', version = '']) => ({ name, version }));
  return unique(modules.filter(({ name }) => !name.startsWith('cortex.local/')));
}

/** The required modules with their licences, read from the modules themselves. Go downloads those that are not in its cache. */
export async function licencesOfModules(): Promise<Dependency[]> {
  const folders = new Map<string, string>();
  for (const file of goModFiles()) {
    const args = ['-C', join(file, '..'), 'mod', 'download', '-json'];
    const { stdout } = await run('go', args, { maxBuffer: OUTPUT_BYTES });
    for (const module of stdout.split(/\n(?=\{)/).filter(Boolean)) {
      const { Path, Version, Dir } = JSON.parse(module) as Record<'Path' | 'Version' | 'Dir', string>;
      folders.set(`${Path} ${Version}`, Dir);
    }
  }
  return requiredModules().map((module) => ({
    ...module,
    licence: licenceOfModule(module.name, folders.get(`${module.name} ${module.version}`)),
  }));
}

function licenceOfModule(name: string, folder: string | undefined): string {
  const entries = folder ? readdirSync(folder, { withFileTypes: true }) : [];
  const files = entries.filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name)).map((entry) => entry.name);
  const text = files.map((file) => readFileSync(join(folder ?? '', file), 'utf8')).join('\n');
  const licence = licenceOfText(text) ?? WITHOUT_FILE[name];
  if (licence) return licence;
  throw new Error(
    `${name}: expected a licence in ${folder ?? 'its module, which Go did not download'}, found ${files.join(', ') || 'no licence file'}; ` +
      'look it up and add it to deploy/licences/licence-of-text.ts or, by hand, to deploy/licences/go-modules.ts',
  );
}

function unique<Module extends { name: string; version: string }>(modules: Module[]): Module[] {
  return [...new Map(modules.map((module) => [`${module.name} ${module.version}`, module])).values()].sort(byName);
}
