import { STATUS_CODES } from 'node:http';
import { SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';

/** The error for an HTTP answer that is no MCP answer, with the status, the text and the code that the SDK's transport has for it. */
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
