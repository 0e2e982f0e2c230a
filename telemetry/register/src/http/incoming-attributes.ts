import type { IncomingMessage } from 'node:http';
import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_CLIENT_ADDRESS,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_METHOD_ORIGINAL,
  ATTR_NETWORK_PEER_ADDRESS,
  ATTR_NETWORK_PEER_PORT,
  ATTR_NETWORK_PROTOCOL_VERSION,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_PATH,
  ATTR_URL_SCHEME,
  ATTR_USER_AGENT_ORIGINAL,
} from '../contract.ts';
import { clientAddress, type Scheme, serverAddress } from './addresses.ts';
import { methodLabel } from './method-label.ts';
import { plainPath } from './plain-path.ts';

/** What the span of an incoming request starts with. No query: it holds what users typed or what gives access. */
export function incomingAttributes(request: IncomingMessage, scheme: Scheme): Attributes {
  const { method = 'GET', url = '/', httpVersion, headers, socket } = request;
  const { address, port } = serverAddress(request, scheme);
  const known = methodLabel(method);
  const attributes: Attributes = {
    [ATTR_HTTP_REQUEST_METHOD]: known,
    [ATTR_URL_SCHEME]: scheme,
    [ATTR_SERVER_ADDRESS]: address,
    [ATTR_NETWORK_PEER_ADDRESS]: socket.remoteAddress,
    [ATTR_NETWORK_PEER_PORT]: socket.remotePort,
    [ATTR_NETWORK_PROTOCOL_VERSION]: httpVersion,
    [ATTR_USER_AGENT_ORIGINAL]: headers['user-agent'],
    [ATTR_URL_PATH]: plainPath(url) ?? URL.parse(url, 'http://localhost')?.pathname,
    [ATTR_CLIENT_ADDRESS]: clientAddress(request),
    [ATTR_SERVER_PORT]: port,
  };
  if (known !== method) attributes[ATTR_HTTP_REQUEST_METHOD_ORIGINAL] = method;
  return attributes;
}
