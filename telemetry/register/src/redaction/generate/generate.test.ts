import { readFileSync } from 'node:fs';
import { outputs } from './outputs.ts';

test.each(outputs())('$name agrees with secret-names.yaml', ({ file, content }) => {
  expect(readFileSync(file, 'utf8') === content || 'differs: run `npm run secret-names`').toBe(true);
});
