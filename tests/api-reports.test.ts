import { existsSync, readFileSync } from 'node:fs';
import { reports } from '@cortex/api-reports';

test('what each published package exports is what its api.txt says', async () => {
  const differing = (await reports()).filter(
    ({ file, content }) => !existsSync(file) || readFileSync(file, 'utf8') !== content,
  );
  // A change of it may break whoever uses the package.
  expect(differing.map(({ name }) => `${name} differs: look whether that is meant, then run \`npm run api\``)).toEqual(
    [],
  );
});
