import { isOrphan, type SpanNode, type Trace } from '@cortex/trace-testing';
import type { Expectation, ExpectedEntry } from '../expectation.ts';
import { judgeCalls } from './calls.ts';
import { judgeContainment } from './containment.ts';
import type { Deviation } from './deviation.ts';
import { judgeEntries } from './entries.ts';
import { parentOf } from './grammar.ts';
import { judgeNumbers } from './numbers.ts';
import { keyOf } from './span-key.ts';
import { judgeStatements, type Stored } from './statements.ts';

export interface JudgedTrace extends Stored {
  deviations: Deviation[];
}

const NOTHING_STORED: Stored = { batches: new Map(), linked: [] };

/** The deviations of a trace from its request's expectation. */
export function judgeTrace(expectation: Expectation, trace: Trace | undefined): JudgedTrace {
  if (trace === undefined) return { ...NOTHING_STORED, deviations: missingTrace(expectation) };
  if (!expectation.isSampled) return { ...NOTHING_STORED, deviations: trace.spans.map(unwanted) };
  const entries = judgeEntries(expectation, trace);
  const statements = judgeStatements(trace);
  const deviations = [
    ...entries.deviations,
    ...judgeInner(trace, entries.found),
    ...judgeNumbers(expectation, trace),
    ...judgeCalls(trace),
    ...statements.deviations,
    ...judgeContainment(trace),
  ];
  return { ...statements, deviations };
}

function missingTrace({ isSampled, entries }: Expectation): Deviation[] {
  if (!isSampled) return [];
  return entries.map(({ span }) => ({ kind: 'missing', text: `expected ${span}, came no trace` }));
}

function unwanted(span: SpanNode): Deviation {
  return unexpected(span, 'no span of a request that is not sampled');
}

/** Checks the spans that are not entries of a client, whose parents must be the platform's own. */
function judgeInner(trace: Trace, entries: ReadonlyMap<SpanNode, ExpectedEntry>): Deviation[] {
  const byId = new Map(trace.spans.map((span) => [span.spanId, span]));
  return trace.spans.flatMap((span): Deviation[] => {
    if (entries.has(span)) return [];
    const key = keyOf(span);
    const wanted = parentOf(key);
    if (wanted === undefined) return [unexpected(span, 'no such span')];
    if (isOrphan(trace, span))
      return [{ kind: 'orphans', text: `${key}: its parent ${span.parentSpanId} is not there` }];
    const parent = byId.get(span.parentSpanId ?? '');
    const came = parent === undefined ? 'none' : keyOf(parent);
    return wanted.test(came)
      ? []
      : [{ kind: 'wrongParents', text: `${key}: expected a parent ${wanted.source}, came ${came}` }];
  });
}

function unexpected(span: SpanNode, expected: string): Deviation {
  return { kind: 'duplicates', text: `expected ${expected}, came ${keyOf(span)}` };
}
