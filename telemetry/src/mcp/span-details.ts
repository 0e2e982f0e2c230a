import { type Attributes, type Context, type Link, type SpanContext, trace } from '@opentelemetry/api';
import type { MethodMessage } from './internal-types.ts';
import { resourceUriOf } from './operation.ts';
import { ATTR_CLIENT_ADDRESS, ATTR_CLIENT_PORT, ATTR_JSONRPC_REQUEST_ID, ATTR_MCP_RESOURCE_URI } from './semconv.ts';

/** The attributes of one message that its operation does not share with others. */
export function messageAttributes(shared: Attributes, message: MethodMessage, id: unknown): Attributes {
  const attributes: Attributes = { ...shared };
  if (id !== undefined && id !== null) attributes[ATTR_JSONRPC_REQUEST_ID] = String(id);
  const uri = resourceUriOf(message);
  if (uri !== undefined) attributes[ATTR_MCP_RESOURCE_URI] = uri;
  return attributes;
}

/** A link to the span of the transport (HTTP), unless that is the parent anyway. */
export function linksTo(ambient: Context, parent: SpanContext | undefined): Link[] | undefined {
  const transport = trace.getSpanContext(ambient);
  if (transport === undefined || transport.spanId === parent?.spanId) return undefined;
  return trace.isSpanContextValid(transport) ? [{ context: transport }] : undefined;
}

/** Who called, as the HTTP server span knows it: the MCP SDKs do not tell their handlers. */
export function clientAddress(ambient: Context): Attributes {
  const span = trace.getSpan(ambient);
  const known = span !== undefined && 'attributes' in span ? (span.attributes as Attributes) : undefined;
  const address = known?.[ATTR_CLIENT_ADDRESS];
  if (known === undefined || address === undefined) return {};
  const port = known[ATTR_CLIENT_PORT] ?? known['network.peer.port'];
  return { [ATTR_CLIENT_ADDRESS]: address, ...(port !== undefined && { [ATTR_CLIENT_PORT]: port }) };
}
