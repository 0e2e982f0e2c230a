import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..');

test('workflows name each action by its commit, because a tag can be moved', () => {
  const workflows = globSync('.github/workflows/*.yml', { cwd: repository });
  const texts = workflows.map((file) => readFileSync(join(repository, file), 'utf8'));
  const uses = texts.flatMap((text) => [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action));
  expect(uses.length).toBeGreaterThan(0);
  for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});
