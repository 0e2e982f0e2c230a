import { STATUS_CODES } from 'node:http';
import { SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';

/** The error for an HTTP answer that is not an MCP answer, with status, text and code as in the SDK's transport. */
export function httpFailure(status: number, text: string): SdkHttpError {
  const statusText = STATUS_CODES[status] ?? '';
  return new SdkHttpError(codeOf(status), `The server answered ${status} ${statusText}: ${text}`, {
    status,
    statusText,
    text,
  });
}

function codeOf(status: number): SdkErrorCode {
  if (status === 401) return SdkErrorCode.ClientHttpAuthentication;
  if (status === 403) return SdkErrorCode.ClientHttpForbidden;
  return SdkErrorCode.ClientHttpNotImplemented;
}
