import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import { createContext, useContext } from 'react';
import type { ServicePaint } from '../../src/model/services/colours.ts';

/** The trace on the page, for all components that show a part of it. */
export interface LookedAt {
  trace: Trace;
  /** The root of the main work, the first of `worksOf`: what somebody waited for. */
  main: SpanNode | undefined;
  /** The services of the trace, with their colours and patterns. */
  colours: ReadonlyMap<string, ServicePaint>;
  /** Whether the backends have the trace. They do not when it is from a file. */
  isStored: boolean;
  /** A span id; undefined when none is selected. */
  selected: string | undefined;
  /** Shows the details of a span, or none, and updates the URL. */
  select(spanId: string | undefined): void;
}

const context = createContext<LookedAt | undefined>(undefined);

export const LookedAtProvider = context.Provider;

/** @throws outside of a TraceView */
export function useLookedAt(): LookedAt {
  const lookedAt = useContext(context);
  if (lookedAt === undefined) throw new Error('expected to be rendered inside a TraceView');
  return lookedAt;
}
