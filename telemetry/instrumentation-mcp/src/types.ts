import type { Span } from '@opentelemetry/api';
import type { InstrumentationConfig } from '@opentelemetry/instrumentation';

/** What a payload is and whose it is. */
export interface PayloadInfo {
  kind: 'arguments' | 'result';
  toolName: string;
}

/** A request or notification. Its parts are the application's own: a hook must not change them. */
export interface McpRequestInfo {
  /** Whether this side sent or received it. */
  direction: 'outgoing' | 'incoming';
  /** The method of the message, e.g. `tools/call`. */
  method: string;
  params: unknown;
}

/** How a request came out: with one of `result` and `error`. */
export interface McpResponseInfo {
  /** Whether this side sends or receives the request. */
  direction: 'outgoing' | 'incoming';
  method: string;
  result?: unknown;
  /** What the caller's promise rejects with, or the JSON-RPC error that this side answers with. */
  error?: unknown;
}

export interface McpInstrumentationConfig extends InstrumentationConfig {
  /** Records the arguments of tool calls, and the results of those that succeed, as span attributes. Default: false. */
  capturePayloads?: boolean;
  /** Characters of JSON after which a recorded payload is cut. Default: 4096. */
  payloadLimit?: number;
  /**
   * Given each payload before it is recorded; what it returns is recorded instead, `undefined` records nothing.
   * When it throws or returns a promise, nothing is recorded. It must not change the payload itself.
   */
  redactPayload?: (payload: unknown, info: PayloadInfo) => unknown;
  /**
   * What becomes of a call that has a span of somebody else: of an agent framework that executes the tool, or of a program that traces
   * the requests it gets. `enrich` puts the attributes on that span and makes none, `nest` makes one below it, `separate` makes one as
   * if it were not there. Default: `enrich`.
   */
  whenAlreadyTraced?: 'enrich' | 'nest' | 'separate';
  /** Given the span of each request and notification, right after its start. What it throws is reported by `diag`. */
  requestHook?: (span: Span, info: McpRequestInfo) => void;
  /** Given the span of each request that has an outcome, before the span ends. What it throws is reported by `diag`. */
  responseHook?: (span: Span, info: McpResponseInfo) => void;
}
