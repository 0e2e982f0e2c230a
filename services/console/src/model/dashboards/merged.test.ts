import { mergedTable } from './merged.ts';

const organize = (renameByName: Record<string, string>) => ({
  transformations: [
    { id: 'merge', options: { renameByName: {} } },
    { id: 'organize', options: { renameByName } },
  ],
});

test('has a row for each set of labels, and a column for each query', () => {
  const answers = [
    {
      refId: 'A',
      values: [
        { labels: { slo: 'a', page: 'x' }, value: 1 },
        { labels: { __name__: 'rate', slo: 'b' }, value: null },
      ],
    },
    { refId: 'B', values: [{ labels: { page: 'x', slo: 'a' }, value: 2 }] },
  ];
  expect(mergedTable(answers, organize({ 'Value #A': '1 hour', 'Value #B': '1 day' }))).toEqual({
    labels: ['page', 'slo'],
    headings: ['1 hour', '1 day'],
    rows: [
      { labels: { slo: 'a', page: 'x' }, values: [1, 2] },
      { labels: { slo: 'b' }, values: [null, undefined] },
    ],
  });
});

test('the value of a single query has its own name', () => {
  const answers = [{ refId: 'A', values: [{ labels: {}, value: 1 }] }];
  expect(mergedTable(answers, organize({ Value: 'Alerts' })).headings).toEqual(['Alerts']);
  expect(mergedTable(answers, { transformations: [] }).headings).toEqual(['Value']);
});
