import type { IncomingHttpHeaders } from 'node:http';
import { classifyInboundRequest, isJsonContentType, type JSONRPCRequest } from '@modelcontextprotocol/server';
import { nameOf } from '../named-by.ts';
import { SUBSCRIBE } from '../subscribe.ts';
import { isKnownEnvelope, rememberEnvelope } from './known-envelopes.ts';
import { isPlainRequest } from './plain-request.ts';
import { REVISION } from './revision.ts';

/**
 * The request in a body, if it is a plain one of the current revision: with a complete envelope, and all headers equal to what the body says.
 * Everything else (earlier revisions, notifications, batches, encoded names, mistakes) returns undefined.
 */
export function recognizeRequest(headers: IncomingHttpHeaders, body: unknown): JSONRPCRequest | undefined {
  if (headers['mcp-protocol-version'] !== REVISION || !isJsonContentType(headers['content-type'] ?? null))
    return undefined;
  if (!isPlainRequest(body) || body.method === SUBSCRIBE || !hasEnvelope(body)) return undefined;
  return headers['mcp-method'] === body.method && hasName(headers, body) ? body : undefined;
}

/** Lets the SDK validate each different envelope only once: that takes longer than the rest of the transport. */
function hasEnvelope(request: JSONRPCRequest): boolean {
  if (isKnownEnvelope(request)) return true;
  const outcome = classifyInboundRequest({ httpMethod: 'POST', protocolVersionHeader: REVISION, body: request });
  const isModern = outcome.kind === 'modern' && outcome.classification.revision === REVISION;
  if (isModern) rememberEnvelope(request);
  return isModern;
}

function hasName(headers: IncomingHttpHeaders, request: JSONRPCRequest): boolean {
  const name = nameOf(request);
  return name === undefined || headers['mcp-name'] === name;
}
