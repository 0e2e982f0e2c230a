import type { InstrumentationConfig } from '@opentelemetry/instrumentation';

/** What a payload is and whose it is. */
export interface PayloadInfo {
  kind: 'arguments' | 'result';
  toolName: string;
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
}
