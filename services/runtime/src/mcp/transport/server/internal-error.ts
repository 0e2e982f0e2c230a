import { type JSONRPCErrorResponse, ProtocolErrorCode, type RequestId } from '@modelcontextprotocol/server';

/** The answer to a request that the server failed to handle. */
export function internalError(id: RequestId): JSONRPCErrorResponse {
  return { jsonrpc: '2.0', id, error: { code: ProtocolErrorCode.InternalError, message: 'Internal server error' } };
}
