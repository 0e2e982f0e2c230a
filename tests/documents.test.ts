import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { repository } from '@cortex/local/settings';
import { parse } from 'yaml';
import { z } from 'zod';

const MOST_LINES_OF_README = 150;
const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: repository, encoding: 'utf8' }).trim().split('\n');
const textOf = (file: string) => readFileSync(join(repository, file), 'utf8');

/** The local targets of a document's links, as paths from the repository's root, with the heading if one is named. */
function linksOf(file: string): { target: string; path: string; heading: string | undefined }[] {
  const targets = [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', heading] = target.split('#');
      return { target, path: path === '' ? file : normalize(join(dirname(file), path)), heading };
    });
}

/** The anchors that GitHub creates for the headings. */
function headingsOf(file: string): string[] {
  const text = textOf(file).replaceAll(/^```.*?^```/gms, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(documents)('the targets of links in %s exist', (file) => {
  const broken = linksOf(file).filter(
    ({ path, heading }) =>
      !existsSync(join(repository, path)) ||
      (heading !== undefined && path.endsWith('.md') && !headingsOf(path).includes(heading)),
  );
  expect(broken.map(({ target }) => target)).toEqual([]);
});

test.each(['CONTRIBUTING.md', 'docs/architecture.md'])('the files and folders that %s names exist', (file) => {
  const named = [...textOf(file).matchAll(/`((?:\.ci|collector|deploy|docs|services|telemetry|tests)\/[\w./-]+)`/g)];
  expect(named.length).toBeGreaterThan(5);
  expect(named.map(([, path = '']) => path).filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});

test('the README is short enough to be read, and links to every page of docs/', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThan(MOST_LINES_OF_README);
  const reached = new Set(linksOf('README.md').map(({ path }) => path));
  for (const page of reached) if (page.endsWith('.md')) for (const { path } of linksOf(page)) reached.add(path);
  expect(documents.filter((file) => file.startsWith('docs/') && !reached.has(file))).toEqual([]);
});

const decisions = documents.filter((file) => /^docs\/decisions\/(?!README)/.test(file));

test.each(decisions)('%s states what was decided, why, the alternatives and the cost', (file) => {
  const headings = ['decision', 'why', 'alternatives', 'cost'];
  expect(headingsOf(file).slice(1)).toEqual(headings);
});

test('the list of decisions is complete, and the architecture links to it', () => {
  const listed = linksOf('docs/decisions/README.md').map(({ path }) => path);
  expect(decisions.length).toBeGreaterThan(5);
  expect(decisions.filter((file) => !listed.includes(file))).toEqual([]);
  const paths = linksOf('docs/architecture.md').map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['docs/decisions/README.md', 'docs/terms.md']));
});

test('no term has two meanings', () => {
  const terms = [...textOf('docs/terms.md').matchAll(/^\| (?!Term |---)(.+?) \|/gm)].flatMap(([, names = '']) =>
    names.split(', '),
  );
  expect(terms.length).toBeGreaterThan(20);
  expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([]);
});

const launchFile = z.object({
  configurations: z.array(z.looseObject({ name: z.string(), runtimeExecutable: z.string(), program: z.string() })),
  inputs: z.array(z.looseObject({ id: z.string(), options: z.array(z.string()).min(1) })),
});

/** The paths of a launch.json entry, one for each choice. */
function launchPaths(path: string, inputs: z.infer<typeof launchFile>['inputs']): string[] {
  const fromRoot = path.replace(/^\$\{workspaceFolder\}\//, '');
  const input = inputs.find(({ id }) => fromRoot.includes(`\${input:${id}}`));
  return input === undefined ? [fromRoot] : input.options.map((option) => fromRoot.replace(/\$\{input:\w+\}/, option));
}

test('the files that .vscode/launch.json starts exist', () => {
  const { configurations, inputs } = launchFile.parse(JSON.parse(textOf('.vscode/launch.json')));
  const paths = configurations
    .flatMap(({ runtimeExecutable, program }) => [runtimeExecutable, program])
    .flatMap((path) => launchPaths(path, inputs));
  expect(paths.length).toBeGreaterThan(configurations.length);
  expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});

const field = z.strictObject({
  type: z.enum(['textarea', 'input', 'dropdown', 'checkboxes']),
  id: z.string(),
  attributes: z.strictObject({
    label: z.string(),
    description: z.string().optional(),
    options: z.array(z.string()).min(2).optional(),
  }),
  validations: z.strictObject({ required: z.boolean() }).optional(),
});
const notice = z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: z.string() }) });
const issueForm = z.strictObject({
  name: z.string(),
  description: z.string(),
  labels: z.array(z.string()),
  body: z.array(z.discriminatedUnion('type', [field, notice])),
});

test.each(['bug', 'feature'])('the issue form %s is valid for GitHub', (name) => {
  const { body } = issueForm.parse(parse(textOf(`.github/ISSUE_TEMPLATE/${name}.yml`)));
  const ids = body.flatMap((part) => ('id' in part ? [part.id] : []));
  expect(new Set(ids).size).toBe(ids.length);
});

test('every step of npm test is described', () => {
  const steps = [...textOf('tests/run.ts').matchAll(/^ {2,4}(?:\{ )?name: '(\w+)'/gm)].map(([, name]) => name);
  const described = textOf('docs/testing.md')
    .match(/^\| `.*?\|/gm)
    ?.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(steps.length).toBeGreaterThan(5);
  expect(new Set(described)).toEqual(new Set(steps));
});
