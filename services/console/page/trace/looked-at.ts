import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { createContext, useContext } from 'react';
import type { ServicePaint } from '../../src/model/services/colours.ts';

/** The trace that is looked at, for all that shows a part of it. */
export interface LookedAt {
  trace: Trace;
  /** What somebody waited for: the longest root, or what there is instead. */
  main: SpanNode | undefined;
  /** Services of the trace, and how each is drawn. */
  colours: ReadonlyMap<string, ServicePaint>;
  /** Whether the backends know it; one that came as a file they do not. */
  isStored: boolean;
  /** A span id; undefined where none is chosen. */
  selected: string | undefined;
  /** Shows the details of a span, or none, and keeps that in the URL. */
  select(spanId: string | undefined): void;
}

const context = createContext<LookedAt | undefined>(undefined);

export const LookedAtProvider = context.Provider;

/** @throws outside of a TraceView */
export function useLookedAt(): LookedAt {
  const lookedAt = useContext(context);
  if (lookedAt === undefined) throw new Error('expected to stand in a TraceView');
  return lookedAt;
}
