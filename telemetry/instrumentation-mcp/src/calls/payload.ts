import type { Span } from '@opentelemetry/api';
import { ATTR_GEN_AI_TOOL_CALL_ARGUMENTS, ATTR_GEN_AI_TOOL_CALL_RESULT } from '../contract.ts';
import { isThenable } from '../incoming/handler-observer.ts';
import type { MethodMessage } from '../internal-types.ts';
import { reportFault } from '../report.ts';
import { attributesOf } from '../spans/attributes-of.ts';
import type { McpInstrumentationConfig, PayloadInfo } from '../types.ts';
import type { Call } from './call.ts';

const ATTRIBUTE: Record<PayloadInfo['kind'], string> = {
  arguments: ATTR_GEN_AI_TOOL_CALL_ARGUMENTS,
  result: ATTR_GEN_AI_TOOL_CALL_RESULT,
};

export function recordArguments(call: Call, message: MethodMessage, config: McpInstrumentationConfig): void {
  if (config.capturePayloads === true) record(call, 'arguments', message.params?.arguments, config);
}

export function recordResult(call: Call, result: unknown, config: McpInstrumentationConfig): void {
  if (config.capturePayloads === true) record(call, 'result', result, config);
}

function record(call: Call, kind: PayloadInfo['kind'], payload: unknown, config: McpInstrumentationConfig): void {
  const { toolName } = call.operation;
  if (toolName === undefined || payload === undefined || !call.span.isRecording()) return;
  try {
    const { payloadLimit = 4096, redactPayload = (whole) => whole } = config;
    const redacted = redactPayload(payload, { kind, toolName });
    const text = JSON.stringify(isThenable(redacted) ? refuse(redacted) : redacted);
    if (text !== undefined) setPayload(call.span, ATTRIBUTE[kind], { text, limit: payloadLimit });
  } catch (error) {
    reportFault(error);
  }
}

/** The classes of spans that do not support structured attributes: those of SDK 2.x and earlier. */
const flat = new WeakSet<object>();

/** Sets a payload in structured form, or as JSON if it has to be cut or the SDK does not support structured attributes. */
function setPayload(span: Span, name: string, { text, limit }: { text: string; limit: number }): void {
  const isFlat = attributesOf(span) === undefined || flat.has(span.constructor);
  if (text.length > limit || isFlat) return void span.setAttribute(name, text.slice(0, limit));
  // A copy, because the application may change its object before the span is exported.
  span.setAttribute(name, JSON.parse(text));
  if (holds(span, name)) return;
  span.setAttribute(name, text);
  if (holds(span, name)) flat.add(span.constructor);
}

function holds(span: Span, name: string): boolean {
  return attributesOf(span)?.[name] !== undefined;
}

/** Throws. The promise's rejection is handled here, because nobody else does. */
function refuse(promise: PromiseLike<unknown>): never {
  promise.then(undefined, () => undefined);
  throw new TypeError('redactPayload must return the payload, but it returned a promise');
}
