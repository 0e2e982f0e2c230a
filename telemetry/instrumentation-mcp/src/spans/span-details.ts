import { type Attributes, type Context, type Link, type Span, type SpanContext, trace } from '@opentelemetry/api';
import type { Connection } from '../connections/connection.ts';
import { ATTR_CLIENT_ADDRESS, ATTR_CLIENT_PORT, ATTR_MCP_RESOURCE_URI } from '../contract.ts';
import type { MethodMessage } from '../internal-types.ts';
import { type Operation, resourceUriOf } from '../operations/operation.ts';

/** Sets the attributes with which the span was not started. */
export function describeMessage(span: Span, operation: Operation, message: MethodMessage): void {
  if (!span.isRecording()) return;
  span.setAttributes(operation.spanAttributes);
  const uri = resourceUriOf(message);
  if (uri !== undefined) span.setAttribute(ATTR_MCP_RESOURCE_URI, uri);
}

/** Sets the peer's attributes if the operation does not have them, because there are too many peers for series of their own. */
export function describePeer(span: Span, { peerRole, programs }: Connection): void {
  const peer = programs[peerRole];
  if (peer !== undefined && peer.counted !== peer) span.setAttributes(peer.attributes[peerRole]);
}

/** A link to the span of the transport (HTTP), unless that is the parent. */
export function linksTo(ambient: Context, parent: SpanContext | undefined): Link[] | undefined {
  const transport = trace.getSpanContext(ambient);
  if (transport === undefined || transport.spanId === parent?.spanId) return undefined;
  // A recording span is the SDK's, whose span contexts are always valid.
  const isValid = trace.getSpan(ambient)?.isRecording() || trace.isSpanContextValid(transport);
  return isValid ? [{ context: transport }] : undefined;
}

/** Sets the client's address from the HTTP server span, because the MCP SDKs do not pass it to their handlers. */
export function describeClient(span: Span, ambient: Context): void {
  const carrier = trace.getSpan(ambient);
  const known = carrier !== undefined && 'attributes' in carrier ? (carrier.attributes as Attributes) : undefined;
  const address = known?.[ATTR_CLIENT_ADDRESS];
  if (known === undefined || address === undefined) return;
  span.setAttribute(ATTR_CLIENT_ADDRESS, address);
  const port = known[ATTR_CLIENT_PORT] ?? known['network.peer.port'];
  if (port !== undefined) span.setAttribute(ATTR_CLIENT_PORT, port);
}
