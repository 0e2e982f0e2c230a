import type { IncomingHttpHeaders } from 'node:http';
import { classifyInboundRequest, isJsonContentType, type JSONRPCRequest } from '@modelcontextprotocol/server';
import { REVISION } from './revision.ts';

const NAMED_BY: ReadonlyMap<string, string> = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
  ['tasks/get', 'taskId'],
  ['tasks/update', 'taskId'],
  ['tasks/cancel', 'taskId'],
]);

/** Kept open by the SDK's own entry, which does without a server. */
const SUBSCRIBE = 'subscriptions/listen';

/**
 * The request in a body, if it is a plain one of the current revision: the envelope whole, and each header there and just as the body says.
 * Whatever else comes (earlier revisions, notifications, batches, encoded names, mistakes) gives undefined.
 */
export function recognizeRequest(headers: IncomingHttpHeaders, body: unknown): JSONRPCRequest | undefined {
  const version = headers['mcp-protocol-version'];
  if (version !== REVISION || !isJsonContentType(headers['content-type'] ?? null)) return undefined;
  const outcome = classifyInboundRequest({ httpMethod: 'POST', protocolVersionHeader: version, body });
  if (outcome.kind !== 'modern' || outcome.messageKind !== 'request') return undefined;
  const { message, classification } = outcome;
  if (classification.revision !== REVISION || message.method === SUBSCRIBE) return undefined;
  return headers['mcp-method'] === message.method && isNamed(headers, message) ? message : undefined;
}

function isNamed(headers: IncomingHttpHeaders, { method, params }: JSONRPCRequest): boolean {
  const field = NAMED_BY.get(method);
  return field === undefined || headers['mcp-name'] === (params as Record<string, unknown> | undefined)?.[field];
}
