import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files', 'telemetry'], { cwd: repository, encoding: 'utf8' })
  .trim()
  .split('\n');

interface Manifest {
  name: string;
  private?: boolean;
  dependencies?: Record<string, string>;
}

const read = (file: string): string => readFileSync(join(repository, file), 'utf8');
const manifestOf = (folder: string): Manifest => JSON.parse(read(`${folder}/package.json`));

const { version } = JSON.parse(read('package.json'));
const folders = tracked
  .map((file) => /^(telemetry\/[^/]+)\/package\.json$/.exec(file)?.[1])
  .filter((folder) => folder !== undefined)
  .filter((folder) => manifestOf(folder).private !== true);

test.each(folders)('%s has the metadata for npm and bundlers', (folder) => {
  expect(manifestOf(folder)).toMatchObject({
    name: expect.stringMatching(/^@cortex\//),
    description: expect.any(String),
    license: 'Apache-2.0',
    keywords: expect.arrayContaining(['opentelemetry']),
    sideEffects: expect.anything(),
    engines: { node: expect.stringMatching(/^>=/) },
    files: ['dist'],
    publishConfig: { access: 'public', provenance: true },
  });
  expect(['README.md', 'LICENSE'].filter((file) => !existsSync(join(repository, folder, file)))).toEqual([]);
});

test.each(folders)("%s has the repository's version, and ranges of its neighbours that include it", (folder) => {
  const { dependencies = {}, ...manifest } = manifestOf(folder);
  expect(manifest).toMatchObject({ version });
  const neighbours = Object.entries(dependencies).filter(([name]) => name.startsWith('@cortex/'));
  expect(neighbours.filter(([, range]) => range !== `^${version}`)).toEqual([]);
});

/** Whatever else states the version of the repository. An image of the Collector has the Collector's. */
const NUMBER = /(\d+\.\d+\.\d+)/.source;
const STATEMENTS = [
  `"@cortex/[\\w-]+": "\\^?${NUMBER}"`,
  `cortex-[a-z-]+-${NUMBER}\\.tgz`,
  `cortex/(?!collector)[\\w-]+:\\$\\{CORTEX_IMAGE_TAG:-${NUMBER}`,
  `name: cortex/(?!collector)[\\w-]+, newTag: ${NUMBER}`,
  `registry\\.example/core-api:${NUMBER}`,
  `name: 'cortex-[\\w-]+', version: '${NUMBER}'`,
  `super\\('@cortex/[\\w/-]+', '${NUMBER}'`,
  `NAME = '@cortex/[\\w/-]+';\\nexport const VERSION = '${NUMBER}'`,
].map((statement) => new RegExp(statement, 'g'));

test.each(STATEMENTS)("whatever states the version by %s states the repository's", (statement) => {
  const sources = execFileSync('git', ['ls-files', '*.json', '*.ts', '*.yml', '*.yaml'], {
    cwd: repository,
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter((file) => !/(package-lock\.json|published-packages\.test\.ts)$/.test(file))
    .filter((file) => existsSync(join(repository, file)));
  const stated = sources.flatMap((file) =>
    [...read(file).matchAll(statement)].map(([text, found]) => ({ file, text, found })),
  );
  expect(stated.length).toBeGreaterThan(0);
  expect(stated.filter(({ found }) => found !== version)).toEqual([]);
});
