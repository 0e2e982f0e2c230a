import { type JSONRPCRequest, PROTOCOL_VERSION_META_KEY } from '@modelcontextprotocol/client';
import { nameOf } from '../named-by.ts';

/** The revision that a request names in its envelope; those before 2026-07-28 have none. */
export function envelopeRevision({ params }: JSONRPCRequest): string | undefined {
  const revision = params?._meta?.[PROTOCOL_VERSION_META_KEY];
  return typeof revision === 'string' ? revision : undefined;
}

/** The headers that repeat what a request says, so that it can be routed unread. */
export function modernHeaders(request: JSONRPCRequest, revision: string): Record<string, string> {
  const name = nameOf(request);
  return {
    'mcp-protocol-version': revision,
    'mcp-method': request.method,
    ...(typeof name === 'string' && { 'mcp-name': headerValue(name) }),
  };
}

/** Printable ASCII as it is; all else, and what looks encoded already, as the specification encodes it. */
function headerValue(value: string): string {
  const isPlain = /^[\t\x20-\x7e]+$/.test(value) && value === value.trim() && !/^=\?base64\?.*\?=$/.test(value);
  return isPlain ? value : `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}
