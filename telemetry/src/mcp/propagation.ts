import { type Context, propagation, type TextMapGetter } from '@opentelemetry/api';
import type { MethodMessage } from './internal-types.ts';
import { reportFault } from './report.ts';

type Meta = Record<string, unknown>;

/** Peers write what they like into `_meta`; propagators expect strings. */
const STRINGS_OF_META: TextMapGetter<Meta> = {
  keys: (meta) => Object.keys(meta),
  get: (meta, key) => {
    const value = meta[key];
    return typeof value === 'string' ? value : undefined;
  },
};

/** A copy of `message` that carries `context` in `params._meta`; the message and its parameters stay as they are. */
export function tryInjectContext(message: MethodMessage, context: Context): MethodMessage {
  try {
    const meta: Meta = { ...message.params?._meta };
    propagation.inject(context, meta);
    return { ...message, params: { ...message.params, _meta: meta } };
  } catch (error) {
    reportFault(error);
    return message;
  }
}

/** `base` with what the peer wrote into `params._meta`. */
export function extractContext(message: MethodMessage, base: Context): Context {
  const meta = message.params?._meta;
  if (meta === undefined || meta === null || typeof meta !== 'object') return base;
  return propagation.extract(base, meta, STRINGS_OF_META);
}
