import { ATTR_ERROR_TYPE, ATTR_RPC_RESPONSE_STATUS_CODE } from '@cortex/telemetry/contract';
import type { SpanNode, Trace } from '@cortex/telemetry/testing';
import type { Deviation } from './deviation.ts';
import { keyOf } from './span-key.ts';

const INSERT = 'INSERT user_history';
const SELECT = 'SELECT user_history';
const STORES = /^memory-service server (?:tools\/call |POST \/tool\/)store_input$/;
const READS =
  /^memory-service server (?:tools\/call get_history|resources\/read|POST \/tool\/get_history|GET \/resource\/)/;

/** What a trace shows of the storing of inputs, which those that come at the same time share. */
export interface Stored {
  /** Spans that stored inputs by statements of their own, and these statements. */
  storing: string[];
  /** Spans that stored an input by the statements of another, and what they link to. */
  linked: { span: string; targets: string[] }[];
}

export interface JudgedStatements extends Stored {
  deviations: Deviation[];
}

/** Whether what was read and stored shows its statements. */
export function judgeStatements({ spans }: Trace): JudgedStatements {
  const judged: JudgedStatements = { storing: [], linked: [], deviations: [] };
  for (const span of spans) judgeSpan(span, judged);
  return judged;
}

function judgeSpan(span: SpanNode, { storing, linked, deviations }: JudgedStatements): void {
  const key = keyOf(span);
  const inserts = span.children.filter(({ name }) => name === INSERT).length;
  if (inserts > 0) storing.push(span.spanId, ...span.children.map(({ spanId }) => spanId));
  if (!isDone(span)) return;
  if (STORES.test(key) && inserts === 0) linked.push({ span: key, targets: span.links.map(({ spanId }) => spanId) });
  if (STORES.test(key) && inserts > 1)
    deviations.push({ kind: 'duplicates', text: `${key}: expected ${INSERT} once, came ${inserts}` });
  if (READS.test(key) && !span.children.some(({ name }) => name === SELECT))
    deviations.push({ kind: 'missing', text: `${key}: expected ${SELECT} below it, came none` });
}

/** Whether each span that has no statements of its own links to where its input was stored. */
export function judgeLinks({ linked }: Stored, storing: ReadonlySet<string>): Deviation[] {
  const lost = linked.filter(({ targets }) => !targets.some((id) => storing.has(id)));
  return lost.map(({ span }) => ({
    kind: 'missing',
    text: `${span}: expected ${INSERT} below it or a link to where it is, came neither`,
  }));
}

/** Not refused, and not left by its client. */
function isDone({ attributes, status }: SpanNode): boolean {
  const code = Number(attributes['http.response.status_code'] ?? 200);
  return (
    status !== 'ERROR' &&
    code < 300 &&
    !(ATTR_ERROR_TYPE in attributes) &&
    !(ATTR_RPC_RESPONSE_STATUS_CODE in attributes)
  );
}
