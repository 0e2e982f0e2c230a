import { dashboardSchema, type Panel } from './dashboard.ts';
import { judgedValues } from './judged-values.ts';

function panelWith(defaults: object): Panel {
  const target = { expr: 'up', refId: 'A', legendFormat: '{{job}}' };
  const panel = { type: 'stat', gridPos: { w: 1, h: 1 }, targets: [target], fieldConfig: { defaults } };
  return dashboardSchema.parse({ uid: 'one', title: 'One', panels: [panel] }).panels[0] as Panel;
}

const STEPS = [
  { color: 'green', value: null },
  { color: 'red', value: 0.5 },
];

test('each value has its name, its text in the unit, and a sign beside its tone', () => {
  const answers = [
    {
      values: [
        { labels: { job: 'memory' }, value: 0.25 },
        { labels: { job: 'cognition' }, value: 0.5 },
      ],
    },
  ];
  expect(judgedValues(panelWith({ unit: 'percentunit', thresholds: { steps: STEPS } }), answers)).toEqual([
    { key: '[0,{"job":"memory"}]', name: 'memory', value: 0.25, text: '25 %', tone: 'well', sign: '✔' },
    { key: '[0,{"job":"cognition"}]', name: 'cognition', value: 0.5, text: '50 %', tone: 'failed', sign: '✖' },
  ]);
});

test('a value that is not a number is not judged, and a mapping names a value', () => {
  const mappings = [{ type: 'value', options: { 1: { text: 'up', color: 'green' } } }];
  const answers = [
    {
      values: [
        { labels: { job: 'memory' }, value: null },
        { labels: { job: 'memory' }, value: 1 },
      ],
    },
  ];
  expect(judgedValues(panelWith({ mappings }), answers)).toMatchObject([
    { text: 'no number', tone: undefined, sign: undefined },
    { text: 'up', tone: 'well', sign: '✔' },
  ]);
});
