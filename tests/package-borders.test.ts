import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
  cwd: repository,
  encoding: 'utf8',
})
  .trim()
  .split('\n');
const packages = new Set(files.filter((file) => basename(file) === 'package.json').map(dirname));
const sources = files.filter((file) => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(file));

/** Relative paths that are imported, required or resolved. */
const RELATIVE = /\b(?:from|import|require|resolve)\s*\(?\s*'(\.{1,2}\/[^'\n]+)'/g;

/** The nearest folder with a package.json. */
function packageOf(path: string): string {
  const folder = dirname(path);
  return packages.has(folder) || folder === '.' ? folder : packageOf(folder);
}

/** The imports of a file that leave its package. */
function crossings(file: string, text: string): string[] {
  return [...text.matchAll(RELATIVE)]
    .map(([, path = '']) => path)
    .filter((path) => packageOf(join(dirname(file), path)) !== packageOf(file));
}

test('no relative import crosses a package: what another package uses is exported there and imported by name', () => {
  const found = sources
    .map((file) => [file, crossings(file, readFileSync(join(repository, file), 'utf8'))] as const)
    .filter(([, paths]) => paths.length > 0);
  expect(Object.fromEntries(found)).toEqual({});
});

const OUTSIDE = '../../deploy/local/src/console/say.ts';

test.each([
  [`import { say } from '${OUTSIDE}';`],
  [`import '${OUTSIDE}';`],
  [`const { say } = await import('${OUTSIDE}');`],
  [`const { say } = require('${OUTSIDE}');`],
])('a crossing is found: %s', (line) => {
  expect(crossings('tests/bench/jaeger.ts', line)).toEqual([OUTSIDE]);
});

test('an import within the package is not a crossing', () => {
  expect(crossings('tests/bench/jaeger.ts', `import { user } from '${'../platform/traffic.ts'}';`)).toEqual([]);
});
