import { context as active, type Context, propagation, type TextMapGetter, trace } from '@opentelemetry/api';
import type { MethodMessage } from '../internal-types.ts';
import { reportFault } from '../report.ts';

type Meta = Record<string, unknown>;

/**
 * The longest tracestate that W3C Trace Context requires everybody to pass on. OpenTelemetry's propagator does not write more either, but it would keep
 * the whole text in memory until the trace's spans are exported, and messages, unlike headers, have no size limit.
 */
const LONGEST_TRACE_STATE = 512;

/** Returns only strings, which propagators expect; peers write what they like into `_meta`. */
const STRINGS_OF_META: TextMapGetter<Meta> = {
  keys: (meta) => Object.keys(meta),
  get: (meta, key) => {
    const value = meta[key];
    if (typeof value !== 'string') return undefined;
    return key === 'tracestate' && value.length > LONGEST_TRACE_STATE ? undefined : value;
  },
};

/** What was written into the latest message of this process. An in-memory transport hands over the same object. */
let latest: { meta: Meta; context: Context } | undefined;

/**
 * Returns a copy of `message` with `context` in `params._meta`; the message and its parameters are not changed. A malformed message is returned
 * as it is, and whoever receives it refuses it.
 */
export function tryInjectContext(message: MethodMessage, context: Context): MethodMessage {
  try {
    const { params } = message;
    if (!canHold(params) || !canHold(params?._meta)) return message;
    const meta: Meta = { ...params?._meta };
    active.with(context, () => propagation.inject(asActive(context), meta));
    latest = { meta, context };
    return { ...message, params: { ...params, _meta: meta } };
  } catch (error) {
    reportFault(error);
    return message;
  }
}

/** Some propagators accept only the active context, and some context managers derive another context from the given one. */
function asActive(context: Context): Context {
  const current = active.active();
  return trace.getSpan(current) === trace.getSpan(context) ? current : context;
}

function canHold(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

/** Returns `base` with the context that the peer wrote into `params._meta`. */
export function extractContext(message: MethodMessage, base: Context): Context {
  const meta = message.params?._meta;
  if (meta === undefined || meta === null || typeof meta !== 'object') return base;
  return takeHandedOver(meta, base) ?? propagation.extract(base, meta, STRINGS_OF_META);
}

/**
 * Skips the propagator for the message that was just written, because reading it back is most of the cost of propagation. If only a `traceparent` was
 * written, the result is known.
 */
function takeHandedOver(meta: Meta, base: Context): Context | undefined {
  if (latest === undefined || latest.meta !== meta) return undefined;
  const { context } = latest;
  latest = undefined;
  const spanContext = trace.getSpanContext(context);
  if (spanContext === undefined || !isAll(meta, spanContext)) return undefined;
  return trace.setSpanContext(base, { ...spanContext, isRemote: true });
}

function isAll(
  meta: Meta,
  { traceId, spanId, traceState }: { traceId: string; spanId: string; traceState?: unknown },
): boolean {
  if (traceState !== undefined || !isOnlyKey(meta, 'traceparent')) return false;
  const { traceparent } = meta;
  return typeof traceparent === 'string' && traceparent.startsWith(traceId, 3) && traceparent.startsWith(spanId, 36);
}

function isOnlyKey(meta: Meta, expected: string): boolean {
  for (const key in meta) if (key !== expected) return false;
  return expected in meta;
}
