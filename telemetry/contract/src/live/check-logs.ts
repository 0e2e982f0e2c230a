import type { Contract } from '../schema.ts';
import type { Findings } from './findings.ts';

/** One stored log line: its fields, named as VictoriaLogs names them. */
export type LogLine = Record<string, string>;

type DeclaredEvent = Contract['log_events'][string];

/** The fields that the log store and the log bridge add to every line. */
const COMMON = new Set([
  '_time',
  '_stream',
  '_stream_id',
  '_msg',
  'severity_text',
  'severity_number',
  'scope.name',
  'scope.version',
  'trace_id',
  'span_id',
]);

/** Checks stored log lines against the contract. */
export function checkLogs(contract: Contract, lines: readonly LogLine[]): Findings {
  const violations = new Set<string>();
  const seen = new Set<string>();
  for (const line of lines) {
    const found = Object.entries(contract.log_events).find(([key, event]) => isMessage(key, event, line));
    if (found === undefined) {
      violations.add(`log event "${line._msg}" of ${line['service.name']} is not declared`);
      continue;
    }
    const [key, event] = found;
    seen.add(key);
    for (const fault of faultsOf(contract, event, line)) violations.add(`log event "${key}": ${fault}`);
  }
  return { violations: [...violations], seen };
}

function isMessage(key: string, { message = key }: DeclaredEvent, { _msg = '' }: LogLine): boolean {
  const [start = '', ...rest] = message.split(/\{[^}]+\}/);
  if (rest.length === 0) return _msg === message;
  return _msg.length > start.length && _msg.startsWith(start) && _msg.endsWith(rest.join(''));
}

function faultsOf({ attributes, resource_attributes }: Contract, event: DeclaredEvent, line: LogLine): string[] {
  const faults = event.severity.includes(line.severity_text?.toLowerCase() as never)
    ? []
    : [`severity ${line.severity_text}`];
  const fields = Object.entries(line).filter(([name]) => !COMMON.has(name) && !(name in resource_attributes));
  for (const [name, value] of fields) {
    const { values } = attributes[name] ?? {};
    if (!event.attributes.includes(name)) faults.push(`attribute ${name} is not declared`);
    else if (values !== undefined && !values.includes(value)) faults.push(`${name} is "${value}", allowed: ${values}`);
  }
  return faults;
}
