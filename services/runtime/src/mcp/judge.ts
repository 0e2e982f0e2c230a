import { ProtocolError, SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import type { Verdict } from '../resilience/verdict.ts';
import { McpToolError } from './mcp-tool-error.ts';

/** Statuses of what is there but cannot answer now. */
const UNAVAILABLE: ReadonlySet<number> = new Set([502, 503, 504]);

/** What the SDK calls an error of the network or of the other side; its other errors are of this side's making. */
const NO_ANSWER: ReadonlySet<SdkErrorCode> = new Set([
  SdkErrorCode.RequestTimeout,
  SdkErrorCode.ConnectionClosed,
  SdkErrorCode.SendFailed,
  SdkErrorCode.NotConnected,
  SdkErrorCode.EraNegotiationFailed,
]);

/** What an error of an MCP call says about the called service. Whatever is no answer of it is taken for an error of the network. */
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
