import { ProtocolError, SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import type { Verdict } from '../resilience/verdict.ts';
import { McpToolError } from './mcp-tool-error.ts';

/** Statuses of a service that runs but cannot answer now. */
const UNAVAILABLE: ReadonlySet<number> = new Set([502, 503, 504]);

/** The SDK's codes for errors of the network or of the other side. All other codes are errors of this side. */
const NO_ANSWER: ReadonlySet<SdkErrorCode> = new Set([
  SdkErrorCode.RequestTimeout,
  SdkErrorCode.ConnectionClosed,
  SdkErrorCode.SendFailed,
  SdkErrorCode.NotConnected,
  SdkErrorCode.EraNegotiationFailed,
]);

/** Judges the called service by the error of an MCP call. An unknown error is taken for one of the network. */
export function judge(error: unknown): Verdict {
  if (error instanceof McpToolError || error instanceof SdkHttpError) return ofStatus(error.status);
  if (error instanceof ProtocolError) return 'answered';
  if (error instanceof SdkError) return NO_ANSWER.has(error.code) ? 'unavailable' : 'answered';
  return 'unavailable';
}

function ofStatus(status: number): Verdict {
  if (UNAVAILABLE.has(status)) return 'unavailable';
  return status >= 500 ? 'failed' : 'answered';
}
