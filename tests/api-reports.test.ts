import { existsSync, readFileSync } from 'node:fs';
import { reports } from '@cortex/api-reports';

test('the exports of each published package match its api.txt', async () => {
  const differing = (await reports()).filter(
    ({ file, content }) => !existsSync(file) || readFileSync(file, 'utf8') !== content,
  );
  // A change may break users of the package.
  expect(
    differing.map(({ name }) => `${name} differs: check whether this is intended, then run \`npm run api\``),
  ).toEqual([]);
});
