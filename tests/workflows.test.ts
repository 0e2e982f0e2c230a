import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const repository = join(import.meta.dirname, '..');
const workflows = globSync('.github/workflows/*.yml', { cwd: repository });
const texts = workflows.map((file) => readFileSync(join(repository, file), 'utf8'));

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { needs?: string; permissions?: Record<string, string> }>;
}

test('workflows name each action by its commit, because a tag can be moved', () => {
  const uses = texts.flatMap((text) => [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action));
  expect(uses.length).toBeGreaterThan(0);
  for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('only the job that publishes checked packages may write', () => {
  const parsed = texts.map((text): Workflow => parse(text));
  for (const { permissions } of parsed) expect(permissions).toEqual({ contents: 'read' });
  const jobs = parsed.flatMap(({ jobs }) => Object.entries(jobs));
  const withMore = jobs.filter(([, { permissions }]) => permissions !== undefined);
  const publish = expect.objectContaining({
    needs: 'checks',
    permissions: { contents: 'read', 'id-token': 'write' },
  });
  expect(withMore).toEqual([['publish', publish]]);
});
