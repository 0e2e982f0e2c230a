import { ATTR_ERROR_TYPE, ATTR_RPC_RESPONSE_STATUS_CODE } from '@cortex/signals/contract';
import type { SpanNode, Trace } from '@cortex/trace-testing';
import type { Deviation } from './deviation.ts';
import { keyOf } from './span-key.ts';

const INSERT = 'INSERT user_history';
const SELECT = 'SELECT user_history';
const BATCH = 'memory-service internal batch store_input';
const STORES = /^memory-service server (?:tools\/call |POST \/tool\/)store_input$/;
const READS =
  /^memory-service server (?:tools\/call get_history|resources\/read|POST \/tool\/get_history|GET \/resource\/)/;

/** How a trace stored inputs: concurrent ones are stored by one batch, in the trace of one of them. */
export interface Stored {
  /** By the id of a batch's span, the spans that it links to, whose inputs it stored too. */
  batches: Map<string, Set<string>>;
  /** Spans that stored an input without statements of their own, and what they link to. */
  linked: { key: string; spanId: string; targets: string[] }[];
}

export interface JudgedStatements extends Stored {
  deviations: Deviation[];
}

/** Checks that everything read and stored has its statements. */
export function judgeStatements({ spans }: Trace): JudgedStatements {
  const judged: JudgedStatements = { batches: new Map(), linked: [], deviations: [] };
  for (const span of spans) judgeSpan(span, judged);
  return judged;
}

function judgeSpan(span: SpanNode, { batches, linked, deviations }: JudgedStatements): void {
  const key = keyOf(span);
  const targets = span.links.map(({ spanId }) => spanId);
  if (key === BATCH) batches.set(span.spanId, new Set(targets));
  if (!isDone(span)) return;
  if (STORES.test(key)) {
    const inserts = statementsOf(span, INSERT);
    if (inserts === 0) linked.push({ key, spanId: span.spanId, targets });
    if (inserts > 1) deviations.push({ kind: 'duplicates', text: `${key}: expected ${INSERT} once, came ${inserts}` });
  }
  if (READS.test(key) && statementsOf(span, SELECT) === 0)
    deviations.push({ kind: 'missing', text: `${key}: expected ${SELECT} below it, came none` });
}

/** Counts statements below the span itself, or below its batch. */
function statementsOf({ children }: SpanNode, name: string): number {
  const batched = children.filter((child) => keyOf(child) === BATCH).flatMap((batch) => batch.children);
  return [...children, ...batched].filter((child) => child.name === name).length;
}

/** Checks that each span without statements of its own and the batch that stored its input link to each other. */
export function judgeLinks({ linked }: Stored, batches: Stored['batches']): Deviation[] {
  return linked.flatMap(({ key, spanId, targets }): Deviation[] => {
    const batch = targets.map((id) => batches.get(id)).find((found) => found !== undefined);
    if (batch === undefined)
      return [{ kind: 'missing', text: `${key}: expected ${INSERT} below it or a link to its batch, came neither` }];
    if (batch.has(spanId)) return [];
    return [{ kind: 'missing', text: `${key}: expected a link to it from its batch, came none` }];
  });
}

/** Whether it was neither refused nor abandoned by its client. */
function isDone({ attributes, status }: SpanNode): boolean {
  const code = Number(attributes['http.response.status_code'] ?? 200);
  return (
    status !== 'ERROR' &&
    code < 300 &&
    !(ATTR_ERROR_TYPE in attributes) &&
    !(ATTR_RPC_RESPONSE_STATUS_CODE in attributes)
  );
}
