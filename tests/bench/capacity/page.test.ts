import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readFigures } from './figures.ts';
import { FIGURES, PAGE, withSection } from './page.ts';

const figures = readFigures(fileURLToPath(FIGURES));

test('docs/scale.md says what the stored figures say', () => {
  const page = readFileSync(PAGE, 'utf8');
  // Otherwise: npm run bench -- capacity --figures=tests/bench/capacity/figures.json --write
  expect(withSection(page, figures)).toBe(page);
});

test('a page without the markers is left as it is', () => {
  expect(() => withSection('# Scale', figures)).toThrow(
    'expected the markers <!-- capacity --> and <!-- /capacity -->',
  );
});
