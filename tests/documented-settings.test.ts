import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PORTS, repository } from '@cortex/local/settings';

const textOf = (file: string) => readFileSync(join(repository, file), 'utf8');
const page = textOf('docs/settings.md');
const compose = textOf('docker-compose.otel.yml');
/** Variables in the first column of a table, with the text beside them. */
const rows = [...page.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| (.*) \|$/gm)].flatMap(([, names = '', rest = '']) =>
  names.split(', ').map((name) => ({ name: name.slice(1, -1), cells: rest.split('|').map((cell) => cell.trim()) })),
);
const documented = new Set(rows.map(({ name }) => name));

/** The variables of the compose file, with their defaults. */
const ofCompose = new Map(
  [...compose.matchAll(/\$\{([A-Z_]+):-([^}]*)\}/g)].map(([, name = '', value = '']) => [name, value]),
);

function ofServices(): string[] {
  const files = execFileSync('git', ['ls-files', 'services/*/src/*.ts'], { cwd: repository, encoding: 'utf8' })
    .trim()
    .split('\n');
  const sources = files.filter((file) => !/\.test\.ts$|\/fixtures\/|\/test-?support\/|\/testing\//.test(file));
  return sources.flatMap((file) => textOf(file).match(/\bCORTEX_[A-Z_]+\b/g) ?? []);
}

test('every variable of the services, of npm start and of the compose file is documented', () => {
  const read = [...ofServices(), ...Object.values(PORTS).map(({ variable }) => variable), ...ofCompose.keys()];
  expect(read.length).toBeGreaterThan(50);
  expect([...new Set(read)].filter((name) => !documented.has(name))).toEqual([]);
});

test('no variable is documented that nothing reads', () => {
  const words = execFileSync('git', ['grep', '-hoEI', '[A-Z][A-Z_]+', '--', ':!*.md', ':!package-lock.json'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const read = new Set(words.split('\n'));
  const standard = /^OTEL_/;
  expect([...documented].filter((name) => !standard.test(name) && !read.has(name))).toEqual([]);
});

test.each(Object.values(PORTS))('the documentation of $variable is correct', ({ variable, normal, about }) => {
  const row = rows.find(({ name }) => name === variable);
  expect(row?.cells).toEqual([String(normal), ofCompose.get(variable) ?? '', about]);
});
