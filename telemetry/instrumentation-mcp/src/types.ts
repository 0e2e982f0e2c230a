import type { Span } from '@opentelemetry/api';
import type { InstrumentationConfig } from '@opentelemetry/instrumentation';

/** The kind of a payload, and the tool that it belongs to. */
export interface PayloadInfo {
  kind: 'arguments' | 'result';
  toolName: string;
}

/** A request or notification. Its parts are the application's own objects, which a hook must not change. */
export interface McpRequestInfo {
  /** Whether this side sent or received it. */
  direction: 'outgoing' | 'incoming';
  /** The method of the message, such as `tools/call`. */
  method: string;
  params: unknown;
}

/** The outcome of a request: either `result` or `error`. */
export interface McpResponseInfo {
  /** Whether this side sent or received the request. */
  direction: 'outgoing' | 'incoming';
  method: string;
  result?: unknown;
  /** What the caller's promise rejects with, or the JSON-RPC error that this side answers with. */
  error?: unknown;
}

export interface McpInstrumentationConfig extends InstrumentationConfig {
  /** Records the arguments of tool calls, and the results of those that succeed, as span attributes. Default: false. */
  capturePayloads?: boolean;
  /** The number of characters of JSON after which a recorded payload is cut. Default: 4096. */
  payloadLimit?: number;
  /**
   * Called with each payload before it is recorded. The return value is recorded instead; `undefined` records nothing.
   * When it throws or returns a promise, nothing is recorded. It must not change the payload itself.
   */
  redactPayload?: (payload: unknown, info: PayloadInfo) => unknown;
  /**
   * What to do with a call that somebody else already traces: an agent framework that executes the tool, or a program that traces
   * the requests that it receives. `enrich` adds the attributes to the existing span and creates none, `nest` creates a span below it, `separate`
   * ignores the existing span. Default: `enrich`.
   */
  whenAlreadyTraced?: 'enrich' | 'nest' | 'separate';
  /** Called with the span of each request and notification right after its start. What it throws is reported through `diag`. */
  requestHook?: (span: Span, info: McpRequestInfo) => void;
  /** Called with the span of each request that has an outcome, before the span ends. What it throws is reported through `diag`. */
  responseHook?: (span: Span, info: McpResponseInfo) => void;
}
