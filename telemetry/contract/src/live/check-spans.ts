import type { Contract } from '../schema.ts';
import type { Findings } from './findings.ts';

/** The fields of a stored span that are checked. Spans that @cortex/trace-testing reads from a Jaeger have them. */
export interface LiveSpan {
  readonly name: string;
  /** `SERVER`, `CLIENT` and so on, in capitals. */
  readonly kind: string;
  readonly service: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[];
}

type DeclaredSpan = Contract['spans'][string];

/** The tags into which Jaeger turns a span's kind, status and instrumentation scope. */
const OF_JAEGER =
  /^(?:span\.kind|error|otel\.status_code|otel\.status_description|otel\.scope\..*|internal\..*|w3c\..*)$/;

/** Checks stored spans against the contract. */
export function checkSpans(contract: Contract, spans: readonly LiveSpan[]): Findings {
  const violations = new Set<string>();
  const seen = new Set<string>();
  for (const span of spans) {
    const named = Object.entries(contract.spans).filter(
      ([key, declared]) =>
        declared.kind.toUpperCase() === span.kind && nameBy(declared.name ?? key, span) === span.name,
    );
    const fitting = named.find(([, declared]) => undeclared(declared, span).length === 0);
    if (fitting !== undefined) seen.add(fitting[0]);
    else violations.add(faultOf(span, named));
  }
  const faults = spans.flatMap((span) => [...wrongValues(contract, span), ...wrongEvents(contract, span)]);
  for (const fault of faults) violations.add(fault);
  return { violations: [...violations], seen };
}

function faultOf(span: LiveSpan, named: [string, DeclaredSpan][]): string {
  const what = `${span.kind} span "${span.name}" of ${span.service}`;
  const extra = named.map(([key, declared]) => `${key} does not declare ${undeclared(declared, span).join(', ')}`);
  return named.length === 0 ? `${what} is not declared` : `${what}: ${extra.join('; ')}`;
}

function attributesOf({ attributes }: LiveSpan): [string, unknown][] {
  return Object.entries(attributes).filter(([name]) => !OF_JAEGER.test(name));
}

function undeclared({ attributes }: DeclaredSpan, span: LiveSpan): string[] {
  return attributesOf(span)
    .map(([name]) => name)
    .filter((name) => !attributes.includes(name));
}

/** Fills in a template such as `{a} {b | c}` with the span's attributes. What the span lacks is left out. */
function nameBy(template: string, { attributes }: LiveSpan): string {
  const filled = template.replace(/\{([^}]+)\}/g, (_, names: string) => {
    const name = names.split(' | ').find((candidate) => attributes[candidate] !== undefined);
    return name === undefined ? '' : String(attributes[name]);
  });
  return filled.trim();
}

function wrongValues({ attributes }: Contract, span: LiveSpan): string[] {
  const all = [...attributesOf(span), ...span.events.flatMap((event) => Object.entries(event.attributes))];
  return all.flatMap(([name, value]) => {
    const { values } = attributes[name] ?? {};
    if (values === undefined || values.includes(String(value))) return [];
    return [`span "${span.name}": ${name} is "${value}", allowed: ${values}`];
  });
}

function wrongEvents({ span_events }: Contract, { name: span, events }: LiveSpan): string[] {
  return events.flatMap(({ name, attributes }) => {
    const declared = span_events[name];
    if (declared === undefined) return [`event "${name}" of span "${span}" is not declared`];
    const extra = Object.keys(attributes).filter((attribute) => !declared.attributes.includes(attribute));
    return extra.length === 0 ? [] : [`event "${name}" of span "${span}" does not declare ${extra.join(', ')}`];
  });
}
