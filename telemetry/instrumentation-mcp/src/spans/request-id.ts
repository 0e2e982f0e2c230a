import type { Attributes } from '@opentelemetry/api';
import { ATTR_JSONRPC_REQUEST_ID } from '../contract.ts';

/** Sentry's attribute for the id of a request. */
const SENTRY_REQUEST_ID = 'mcp.request.id';

/** The id of the request that a span stands for, from its attributes. */
export function requestIdIn(attributes: Attributes): string | undefined {
  const id = attributes[ATTR_JSONRPC_REQUEST_ID] ?? attributes[SENTRY_REQUEST_ID];
  return id === undefined ? undefined : String(id);
}
