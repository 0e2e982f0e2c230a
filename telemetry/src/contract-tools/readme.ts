import { prometheusName } from '../prometheus/metric-name.ts';
import type { Contract, DeclaredMetric } from './schema.ts';

const START = '<!-- contract: written by `npm run contract` -->';
const END = '<!-- /contract -->';

const KINDS = { counter: 'counter', gauge: 'gauge', histogram: 'other', updowncounter: 'other' } as const;

/** The README with the contract's tables between its two markers; throws when a marker is missing. */
export function withTables(readme: string, contract: Contract): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start === -1 || end < start) throw new Error(`README.md: expected the markers ${START} and ${END}`);
  return `${readme.slice(0, start)}${START}\n\n${tables(contract)}\n\n${readme.slice(end)}`;
}

function tables({ spans, metrics, attributes }: Contract): string {
  const spanRows = Object.entries(spans).map(([key, { name = key, kind, meaning, source }]) =>
    row([code(name), kind, meaning, source]),
  );
  const metricRows = Object.entries(metrics).map(([name, metric]) =>
    row([code(name), code(inPrometheus(name, metric)), metric.instrument, metric.unit, metric.meaning]),
  );
  const attributeRows = Object.entries(attributes).flatMap(([name, { type, meaning }]) => {
    const owners = [having(name, spans), having(name, metrics)];
    return owners.join('') === '' ? [] : row([code(name), type, ...owners, meaning]);
  });
  return [
    table(['Span', 'Kind', 'Meaning', 'Source'], spanRows),
    table(['Metric', 'In Prometheus', 'Instrument', 'Unit', 'Meaning'], metricRows),
    'Attributes, with the spans (by their keys in `contract.yaml`) and the metrics that can have them:',
    table(['Attribute', 'Type', 'Spans', 'Metrics', 'Meaning'], attributeRows),
  ].join('\n\n');
}

/** The names of those that have the attribute. */
function having(attribute: string, declared: Record<string, { attributes: string[] }>): string {
  const owners = Object.entries(declared).filter(([, { attributes }]) => attributes.includes(attribute));
  return owners.map(([name]) => code(name)).join(', ');
}

function inPrometheus(name: string, { unit, instrument }: DeclaredMetric): string {
  return prometheusName({ name, unit, kind: KINDS[instrument] });
}

function table(headings: readonly string[], rows: readonly string[]): string {
  return [row(headings), row(headings.map(() => '---')), ...rows].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}
