import { buildFlameGraph } from '../query/flame-graph.ts';

interface Node {
  name: string;
  x: number;
  total: number;
  self: number;
  depth: number;
  parent: Node | undefined;
  children: Node[];
}

interface Modules {
  readTree(profile: object): Node;
  ancestors(node: Node): Node[];
  listFunctions(root: Node): Array<{ name: string; self: number; total: number }>;
  readSearch(text: string): RegExp;
  searchFor(name: string): string;
  matchedTotal(root: Node, matches: (node: Node) => boolean): number;
  formatValue(value: number, unit: string): string;
  formatShare(part: number, whole: number): string;
}

/** Plain scripts for the browser. Those that need no page are tested here. */
const names = ['tree', 'functions', 'search', 'values'];
const modules = await Promise.all(names.map((name) => import(`#flame-graph/${name}.js`)));
const browser = Object.assign({}, ...modules) as Modules;

const stacks = [
  { names: ['main', 'walk', 'walk'], value: 5 },
  { names: ['main', 'walk'], value: 3 },
  { names: ['main', 'pay'], value: 2 },
  { names: ['idle'], value: 10 },
];

function tree(): Node {
  const graph = buildFlameGraph(
    stacks.map(({ names: functions, value }) => ({
      stack: functions.map((name) => ({ function: name, file: '', line: 0 })),
      value,
    })),
  );
  return browser.readTree({ functions: graph.names.map((name) => ({ name, place: '' })), levels: graph.levels });
}

function find(node: Node, ...path: string[]): Node {
  const [first, ...rest] = path;
  if (first === undefined) return node;
  const child = node.children.find(({ name }) => name === first);
  if (child === undefined) throw new Error(`${node.name} calls no ${first}`);
  return find(child, ...rest);
}

test('levels become a tree of callers and callees', () => {
  const root = tree();
  expect(root).toMatchObject({ total: 20, x: 0 });
  expect(find(root, 'main', 'walk', 'walk')).toMatchObject({ total: 5, self: 5, depth: 3 });
  expect(browser.ancestors(find(root, 'main', 'pay')).map(({ name }) => name)).toEqual(['total', 'main']);
});

test('an empty profile is a tree with the value 0', () => {
  expect(browser.readTree({ functions: [], levels: [] }).total).toBe(0);
});

test('a function that calls itself counts once in its total', () => {
  expect(browser.listFunctions(tree())).toEqual([
    { name: 'idle', place: '', self: 10, total: 10 },
    { name: 'walk', place: '', self: 8, total: 8 },
    { name: 'pay', place: '', self: 2, total: 2 },
    { name: 'main', place: '', self: 0, total: 10 },
  ]);
});

test.each([
  ['walk', 8],
  ['main|walk', 10],
  ['PAY', 2],
  ['(', 0],
  ['', 0],
])('a search for "%s" counts nested matches once', (text, total) => {
  const expression = browser.readSearch(text);
  expect(browser.matchedTotal(tree(), ({ name }) => expression.test(name))).toBe(total);
});

test('a function can be searched by its name alone', () => {
  const expression = browser.readSearch(browser.searchFor('(anonymous a.ts:1)'));
  expect(expression.test('(anonymous a.ts:1)')).toBe(true);
  expect(expression.test('(anonymous a.ts:12)')).toBe(false);
});

test.each([
  [1_250_000_000, 'nanoseconds', '1.25 s'],
  [90_000_000_000, 'nanoseconds', '1.5 min'],
  [0, 'nanoseconds', '0 ns'],
  [3.5 * 2 ** 20, 'bytes', '3.5 MiB'],
  [12_345, 'count', '12,345'],
])('%d %s is shown as %s', (value, unit, text) => {
  expect(browser.formatValue(value, unit)).toBe(text);
});

test('shares are percents', () => {
  expect([browser.formatShare(1, 8), browser.formatShare(1, 200), browser.formatShare(0, 0)]).toEqual([
    '12.5 %',
    '0.50 %',
    '0.0 %',
  ]);
});
