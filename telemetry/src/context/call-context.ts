import { type Context, INVALID_SPAN_CONTEXT, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';

/**
 * A context that differs from its base by the span alone. Setting a span on the API's own context copies every value that it
 * holds, several times for each MCP call; this one refers to its base instead.
 */
export class CallContext implements Context {
  // Plain fields: several of these are made for each call, and private ones cost more to set.
  private readonly base: Context;
  private readonly span: unknown;

  constructor(base: Context, span: unknown) {
    this.base = base instanceof CallContext ? base.base : base;
    this.span = span;
  }

  /** `context` as one on which spans are set cheaply. */
  static from(context: Context): CallContext {
    return context instanceof CallContext ? context : new CallContext(context, context.getValue(SPAN_KEY));
  }

  getValue(key: symbol): unknown {
    return key === SPAN_KEY ? this.span : this.base.getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return key === SPAN_KEY
      ? new CallContext(this.base, value)
      : new CallContext(this.base.setValue(key, value), this.span);
  }

  deleteValue(key: symbol): Context {
    return key === SPAN_KEY
      ? new CallContext(this.base, undefined)
      : new CallContext(this.base.deleteValue(key), this.span);
  }
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
  return new CallContext(context, span);
}

/** Stands for the ambient context where that one belongs to something else. */
export const NO_CONTEXT = CallContext.from(ROOT_CONTEXT);
