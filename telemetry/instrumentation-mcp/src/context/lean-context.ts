import { type Context, INVALID_SPAN_CONTEXT, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';

interface Entry {
  readonly key: symbol;
  readonly value: unknown;
  readonly next: Entry | undefined;
}

/**
 * A context of another and of what was set since. The API's own copies every value that it holds for each that is set, several times for each
 * request and each MCP call; this one refers to what there was.
 */
export class LeanContext implements Context {
  // Plain fields: several of these are made for each call, and private ones cost more to set.
  private readonly base: Context;
  private readonly span: unknown;
  /** What else was set: one entry for a key, so that contexts set in one another make no longer and longer list. */
  private readonly entries: Entry | undefined;

  private constructor(base: Context, span: unknown, entries: Entry | undefined) {
    this.base = base;
    this.span = span;
    this.entries = entries;
  }

  /** `context` as one on which values are set cheaply. */
  static from(context: Context): LeanContext {
    return context instanceof LeanContext ? context : new LeanContext(context, context.getValue(SPAN_KEY), undefined);
  }

  getValue(key: symbol): unknown {
    if (key === SPAN_KEY) return this.span;
    for (let entry = this.entries; entry !== undefined; entry = entry.next) if (entry.key === key) return entry.value;
    return this.base.getValue(key);
  }

  setValue(key: symbol, value: unknown): LeanContext {
    const { base, span, entries } = this;
    if (key === SPAN_KEY) return new LeanContext(base, value, entries);
    return new LeanContext(base, span, { key, value, next: without(key, entries) });
  }

  deleteValue(key: symbol): LeanContext {
    return this.setValue(key, undefined);
  }
}

function without(key: symbol, entry: Entry | undefined): Entry | undefined {
  if (entry === undefined) return undefined;
  if (entry.key === key) return entry.next;
  const next = without(key, entry.next);
  return next === entry.next ? entry : { ...entry, next };
}

const SPAN_KEY: symbol = findSpanKey();

/** The API keeps its key to itself, but sets the span by it. */
function findSpanKey(): symbol {
  let found = Symbol('the API sets no span');
  const spy: Context = {
    getValue: () => undefined,
    deleteValue: () => spy,
    setValue: (key) => {
      found = key;
      return spy;
    },
  };
  trace.setSpan(spy, trace.wrapSpanContext(INVALID_SPAN_CONTEXT));
  return found;
}

/** `context` with `span` as its active span. */
export function withSpan(context: Context, span: Span): Context {
  return LeanContext.from(context).setValue(SPAN_KEY, span);
}

/** Stands for the ambient context where that one belongs to something else. */
export const NO_CONTEXT = LeanContext.from(ROOT_CONTEXT);
