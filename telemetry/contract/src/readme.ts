import { inPrometheus } from './in-prometheus.ts';
import type { Contract, DeclaredAttribute } from './schema.ts';

const START = '<!-- contract -->';
const END = '<!-- /contract -->';

/** Puts the contract's tables between the two markers of a README. @throws a TypeError when a marker is missing */
export function withTables(readme: string, contract: Contract): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start === -1 || end < start) throw new TypeError(`expected the markers ${START} and ${END}`);
  return `${readme.slice(0, start)}${START}\n\n${tables(contract)}\n\n${readme.slice(end)}`;
}

function tables(contract: Contract): string {
  return [
    spanTable(contract),
    'Span events:',
    spanEventTable(contract),
    metricTable(contract.metrics),
    'Attributes, with the spans (by their keys in the contract) and the metrics that can have them:',
    attributeTable(contract),
    'Resource attributes, and the Prometheus labels that hold them:',
    resourceTable(contract),
    'Log events, by their message:',
    logTable(contract),
    'Metrics that the Collector derives from spans or reports about itself:',
    metricTable(contract.collector_metrics),
  ].join('\n\n');
}

function spanTable({ spans }: Contract): string {
  const rows = Object.entries(spans).map(([key, { name = key, kind, meaning, source }]) =>
    row([code(name), kind, meaning, source]),
  );
  return table(['Span', 'Kind', 'Meaning', 'Source'], rows);
}

function spanEventTable({ span_events }: Contract): string {
  const rows = Object.entries(span_events).map(([name, { attributes, meaning, source }]) =>
    row([code(name), attributes.map(code).join(', '), meaning, source]),
  );
  return table(['Event', 'Attributes', 'Meaning', 'Source'], rows);
}

function metricTable(metrics: Contract['metrics']): string {
  const rows = Object.entries(metrics).map(([name, metric]) => {
    const targets = metric.targets.map(({ below, of }) => `${of} < ${below}`).join('; ');
    return row([code(name), code(inPrometheus(name, metric)), metric.instrument, metric.unit, metric.meaning, targets]);
  });
  return table(['Metric', 'In Prometheus', 'Instrument', 'Unit', 'Meaning', 'Target'], rows);
}

function attributeTable({ spans, span_events, metrics, attributes }: Contract): string {
  const rows = Object.entries(attributes).flatMap(([name, attribute]) => {
    const owners = [having(name, { ...spans, ...span_events }), having(name, metrics)];
    return owners.join('') === ''
      ? []
      : row([code(name), attribute.type, ...owners, attribute.meaning, valuesOf(attribute)]);
  });
  return table(['Attribute', 'Type', 'Spans', 'Metrics', 'Meaning', 'Values'], rows);
}

function valuesOf({ values, limit, bounds = '' }: DeclaredAttribute): string {
  if (values !== undefined) return values.map(code).join(', ');
  return limit === undefined ? bounds : `at most ${limit}: ${bounds}`;
}

function resourceTable({ resource_attributes }: Contract): string {
  const rows = Object.entries(resource_attributes).map(([name, { label = 'target_info', on, meaning, source }]) =>
    row([code(name), code(label), on.join(', '), meaning, source]),
  );
  return table(['Resource attribute', 'Label', 'On', 'Meaning', 'Source'], rows);
}

function logTable({ log_events }: Contract): string {
  const rows = Object.entries(log_events).map(([key, { message = key, severity, attributes, meaning }]) =>
    row([code(message), severity.join(', '), attributes.map(code).join(', '), meaning]),
  );
  return table(['Log event', 'Severity', 'Attributes', 'Meaning'], rows);
}

/** The names of the spans or metrics that have the attribute. */
function having(attribute: string, declared: Record<string, { attributes: string[] }>): string {
  const owners = Object.entries(declared).filter(([, { attributes }]) => attributes.includes(attribute));
  return owners.map(([name]) => code(name)).join(', ');
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
