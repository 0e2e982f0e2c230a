import type { Locator } from 'playwright-core';
import type { Panel } from '../../platform/panel-queries.ts';
import type { ExpectedValues, Shown } from './dashboard-values.ts';
import type { Visit } from './visit.ts';

const FACTORS: Record<string, number> = {
  '': 1,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  '%': 0.01,
  B: 1,
  KB: 1024,
  MB: 1024 ** 2,
  GB: 1024 ** 3,
};
const AMOUNT = /^(-?)(\d[\d,]*)(?:\.(\d+))?(?:e(-?\d+))? ?(µs|ms|s|%|B|KB|MB|GB|)(?:\/s)?$/;
/** The relative error of a count that Prometheus estimates from increases of counters. */
const HEAT_TOLERANCE = 0.01;

/** The differences between a panel and Prometheus' answers, one line each. */
export async function differencesOf(visit: Visit, panel: Panel, place: number, expected: ExpectedValues) {
  const drawn = visit.page.locator('.dashboard-panel').nth(place);
  await drawn.scrollIntoViewIfNeeded();
  await drawn.locator('.dashboard-drawn').waitFor();
  const found = await WALKS[panel.type]?.(drawn, panel, expected);
  return (found ?? ['its type is not compared']).map((difference) => `${panel.title}: ${difference}`);
}

type Walk = (drawn: Locator, panel: Panel, expected: ExpectedValues) => Promise<string[]>;

const newest: Walk = async (drawn, panel, expected) =>
  compared(await pairs(drawn.locator('dl > div'), { name: 'dt', value: 'dd' }), await expected.newest(panel));

const WALKS: Record<string, Walk> = {
  stat: newest,
  gauge: newest,
  bargauge: newest,
  timeseries: async (drawn, panel, expected) =>
    compared(
      await pairs(drawn.locator('li.dashboard-line'), { name: '.dashboard-line-name', value: '.quiet' }),
      await expected.lines(panel),
    ),
  table: async (drawn, panel, expected) => {
    const { rows, values } = await expected.table(panel);
    const texts = (await drawn.locator('tbody td.number').allTextContents()).filter((text) => text !== '');
    const count = await drawn.locator('tbody tr').count();
    // A table lists values by row, the queries by column.
    const left = values.filter((value) => !takeFitting(texts, value));
    return [
      ...(count === rows ? [] : [`${count} rows for ${rows}`]),
      ...left.map((value) => `${value} is missing`),
      ...texts.map((text) => `${text} is no value`),
    ];
  },
  heatmap: async (drawn, panel, expected) => {
    const cells = await drawn.locator('rect title').allTextContents();
    const sum = cells.reduce((all, text) => all + Number((text.split(': ').at(-1) ?? '').replaceAll(',', '')), 0);
    const wanted = await expected.heat(panel);
    return Math.abs(sum - wanted) <= wanted * HEAT_TOLERANCE ? [] : [`${sum} values in its cells for ${wanted}`];
  },
};

function pairs(all: Locator, { name, value }: { name: string; value: string }): Promise<[string, string][]> {
  return all.evaluateAll(
    (elements, [ofName = '', ofValue = '']) =>
      elements.map((element): [string, string] => [
        element.querySelector(ofName)?.textContent ?? '',
        element.querySelector(ofValue)?.textContent ?? '',
      ]),
    [name, value],
  );
}

function compared(drawn: [string, string][], expected: Shown[]): string[] {
  const left = [...expected];
  const unknown = drawn.filter(([name, text]) => {
    const at = left.findIndex(([wanted, value]) => name === wanted && fits(text, value));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...unknown.map(([name, text]) => `${name} is drawn as ${text}`),
    ...left.map(([name, value]) => `${name} is ${value}`),
  ];
}

function takeFitting(texts: string[], value: number | null): boolean {
  const at = texts.findIndex((text) => fits(text, value));
  if (at >= 0) texts.splice(at, 1);
  return at >= 0;
}

/** Whether a text is a value, rounded to as many digits as the text has. */
function fits(text: string, value: number | string | null): boolean {
  const plain = text.replace(/^[✔⚠✖] ?/, '').trim();
  if (value === null) return plain === 'no number';
  if (typeof value === 'string') return plain === value;
  const [, sign, whole = '', fraction = '', exponent = '0', unit = ''] = AMOUNT.exec(plain) ?? [];
  if (sign === undefined) return false;
  const factor = (FACTORS[unit] ?? Number.NaN) * 10 ** Number(exponent);
  const read = Number(`${sign}${whole.replaceAll(',', '')}.${fraction || '0'}`) * factor;
  return Math.abs(read - value) <= 0.51 * 10 ** -fraction.length * factor;
}
