import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_METHOD_ORIGINAL,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_FULL,
  ATTR_URL_PATH,
  ATTR_URL_SCHEME,
  ATTR_USER_AGENT_ORIGINAL,
} from '../contract.ts';
import { methodLabel } from './method-label.ts';
import { type OutgoingRequest, userAgentOf } from './outgoing-request.ts';
import { plainPath } from './plain-path.ts';

const DEFAULT_PORTS: Record<string, number> = { http: 80, https: 443 };

/** What the span of an outgoing request starts with. No query: it holds what users typed or what gives access. @throws a TypeError without a URL */
export function outgoingAttributes(request: OutgoingRequest): Attributes {
  const { method } = request;
  const origin = describe(request.origin);
  const path = plainPath(request.path) ?? new URL(request.path, origin.href).pathname;
  const known = methodLabel(method.toUpperCase());
  const attributes: Attributes = {
    [ATTR_HTTP_REQUEST_METHOD]: known,
    [ATTR_URL_FULL]: origin.href + path,
    [ATTR_URL_PATH]: path,
    [ATTR_URL_SCHEME]: origin.scheme,
    [ATTR_SERVER_ADDRESS]: origin.address,
    [ATTR_SERVER_PORT]: origin.port,
    [ATTR_USER_AGENT_ORIGINAL]: userAgentOf(request),
  };
  if (known !== method) attributes[ATTR_HTTP_REQUEST_METHOD_ORIGINAL] = method;
  return attributes;
}

interface Origin {
  readonly href: string;
  readonly scheme: string;
  readonly address: string;
  readonly port: number | undefined;
}

/** Requests mostly go where the one before went. */
let latest: { text: string; described: Origin } | undefined;

function describe(origin: string | URL): Origin {
  const text = String(origin);
  if (latest?.text === text) return latest.described;
  const { origin: href, protocol, hostname, port } = new URL(text);
  const scheme = protocol.slice(0, -1);
  const described = { href, scheme, address: hostname, port: port === '' ? DEFAULT_PORTS[scheme] : Number(port) };
  latest = { text, described };
  return described;
}
