import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readFigures } from './figures.ts';
import { capacityPage, FIGURES, PAGE } from './page.ts';

const page = readFileSync(PAGE, 'utf8');

test('docs/capacity.md states the stored figures', () => {
  // Otherwise: npm run bench -- capacity --figures=tests/bench/capacity/figures.json --write
  expect(page).toBe(capacityPage(readFigures(fileURLToPath(FIGURES))));
});

test('the first bottlenecks are among the parts that the page lists', () => {
  const [, section = ''] = /^## How far one of a kind goes$(.*?)^## /ms.exec(page) ?? [];
  const bottlenecks = [...page.matchAll(/\*\*First bottleneck:\*\* .+? full at ([\d,]+) a second/g)];
  expect(bottlenecks.length).toBe(3);
  for (const [, carries = ''] of bottlenecks) expect(section).toContain(` ${carries} `);
});
