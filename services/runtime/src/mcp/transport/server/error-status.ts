import { type JSONRPCErrorResponse, ProtocolErrorCode } from '@modelcontextprotocol/server';

const HEADER_MISMATCH = -32020;

const STATUS: ReadonlyMap<number, number> = new Map([
  [ProtocolErrorCode.ParseError, 400],
  [ProtocolErrorCode.InvalidRequest, 400],
  [ProtocolErrorCode.MethodNotFound, 404],
  [ProtocolErrorCode.UnsupportedProtocolVersion, 400],
  [ProtocolErrorCode.MissingRequiredClientCapability, 400],
  [HEADER_MISMATCH, 400],
]);

/**
 * The HTTP status of an error by revision 2026-07-28. A refusal before a handler runs has a status of its own. An error of a
 * handler is an answer like any other, except for a capability that the client lacks.
 */
export function statusOf({ error }: JSONRPCErrorResponse, isBeforeHandler: boolean): number {
  const isRefusal = isBeforeHandler || error.code === ProtocolErrorCode.MissingRequiredClientCapability;
  return (isRefusal && STATUS.get(error.code)) || 200;
}
