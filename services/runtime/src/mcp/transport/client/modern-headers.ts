import { type JSONRPCRequest, PROTOCOL_VERSION_META_KEY } from '@modelcontextprotocol/client';
import { nameOf } from '../named-by.ts';

/** The revision that a request names in its envelope. Revisions before 2026-07-28 have no envelope. */
export function envelopeRevision({ params }: JSONRPCRequest): string | undefined {
  const revision = params?._meta?.[PROTOCOL_VERSION_META_KEY];
  return typeof revision === 'string' ? revision : undefined;
}

/** The headers that repeat parts of a request, so that it can be routed without reading its body. */
export function modernHeaders(request: JSONRPCRequest, revision: string): Record<string, string> {
  const name = nameOf(request);
  return {
    'mcp-protocol-version': revision,
    'mcp-method': request.method,
    ...(typeof name === 'string' && { 'mcp-name': headerValue(name) }),
  };
}

/** Printable ASCII is unchanged; everything else, and what looks encoded already, is encoded as the specification says. */
function headerValue(value: string): string {
  const isPlain = /^[\t\x20-\x7e]+$/.test(value) && value === value.trim() && !/^=\?base64\?.*\?=$/.test(value);
  return isPlain ? value : `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}
