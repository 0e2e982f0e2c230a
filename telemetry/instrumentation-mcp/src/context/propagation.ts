import { context as active, type Context, propagation, type TextMapGetter, trace } from '@opentelemetry/api';
import type { MethodMessage } from '../internal-types.ts';
import { reportFault } from '../report.ts';

type Meta = Record<string, unknown>;

/**
 * What W3C Trace Context has everybody pass on. OpenTelemetry's propagator writes no more either, but keeps the whole text as long as a span of the
 * trace waits for its export, and a message has no limit as headers have.
 */
const LONGEST_TRACE_STATE = 512;

/** Peers write what they like into `_meta`; propagators expect strings. */
const STRINGS_OF_META: TextMapGetter<Meta> = {
  keys: (meta) => Object.keys(meta),
  get: (meta, key) => {
    const value = meta[key];
    if (typeof value !== 'string') return undefined;
    return key === 'tracestate' && value.length > LONGEST_TRACE_STATE ? undefined : value;
  },
};

/** What the latest message of this process carries: an in-memory transport hands the very object over. */
let latest: { meta: Meta; context: Context } | undefined;

/**
 * A copy of `message` that carries `context` in `params._meta`; the message and its parameters stay as they are. What cannot
 * carry it is left to whoever refuses such a message.
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

/** Some propagators take the active context alone, and some context managers make another of the one that they are given. */
function asActive(context: Context): Context {
  const current = active.active();
  return trace.getSpan(current) === trace.getSpan(context) ? current : context;
}

function canHold(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

/** `base` with what the peer wrote into `params._meta`. */
export function extractContext(message: MethodMessage, base: Context): Context {
  const meta = message.params?._meta;
  if (meta === undefined || meta === null || typeof meta !== 'object') return base;
  return takeHandedOver(meta, base) ?? propagation.extract(base, meta, STRINGS_OF_META);
}

/**
 * Reading back what was written a moment ago is most of the cost of propagation. Where nothing but a `traceparent` was
 * written, what a propagator would read is known.
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
