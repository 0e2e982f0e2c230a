import type { Attributes } from '@opentelemetry/api';
import {
  ATTR_NETWORK_PROTOCOL_NAME,
  ATTR_NETWORK_TRANSPORT,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
} from '../contract.ts';
import type { Transport } from '../internal-types.ts';

/** The transport of a connection's messages. */
export interface TransportInfo {
  kind: 'stdio' | 'http' | 'websocket' | 'memory' | 'other';
  /** The network attributes, for spans and metrics. */
  network: Attributes;
  /** The address of the peer, known only on clients. */
  server: Attributes;
}

const DEFAULT_PORT: Record<string, number> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

const NETWORK: Record<TransportInfo['kind'], Attributes> = {
  stdio: { [ATTR_NETWORK_TRANSPORT]: 'pipe' },
  http: { [ATTR_NETWORK_PROTOCOL_NAME]: 'http', [ATTR_NETWORK_TRANSPORT]: 'tcp' },
  websocket: { [ATTR_NETWORK_PROTOCOL_NAME]: 'websocket', [ATTR_NETWORK_TRANSPORT]: 'tcp' },
  memory: {},
  other: {},
};

/**
 * @param transport recognized by its class name, or by private fields of the SDKs' own transports
 * @param isHttp whether the messages of an unknown transport show that it uses HTTP
 */
export function describeTransport(transport: Transport, isHttp = false): TransportInfo {
  return { ...infoOf(kindOf(transport, isHttp)), server: serverOf(transport) };
}

/** What is known from the kind alone. */
export function infoOf(kind: TransportInfo['kind']): TransportInfo {
  return { kind, network: NETWORK[kind], server: {} };
}

type KnownKind = Exclude<TransportInfo['kind'], 'other'>;

const NAMES: Record<KnownKind, RegExp> = {
  stdio: /Stdio/i,
  http: /HTTP|SSE/i,
  websocket: /WebSocket/i,
  memory: /InMemory/i,
};

/** Private fields of the SDKs' transports, by which those with minified names are recognized. */
const FIELDS: Record<KnownKind, string[]> = {
  stdio: ['_stdin', '_serverParams'],
  websocket: ['_socket'],
  http: ['_requestInit', '_streamMapping', '_webStandardTransport', '_endpoint'],
  memory: ['_messageQueue'],
};

function kindOf(transport: Transport, isHttp: boolean): TransportInfo['kind'] {
  const name = transport.constructor?.name ?? '';
  return (
    kindWhere(NAMES, (pattern) => pattern.test(name)) ??
    kindWhere(FIELDS, (fields) => fields.some((field) => field in transport)) ??
    (isHttp ? 'http' : 'other')
  );
}

function kindWhere<T>(signs: Record<KnownKind, T>, applies: (sign: T) => boolean): KnownKind | undefined {
  return (Object.keys(signs) as KnownKind[]).find((kind) => applies(signs[kind]));
}

function serverOf(transport: Transport): Attributes {
  const { _url, url = _url } = transport as { _url?: unknown; url?: unknown };
  if (!(url instanceof URL)) return {};
  return { [ATTR_SERVER_ADDRESS]: url.hostname, [ATTR_SERVER_PORT]: Number(url.port) || DEFAULT_PORT[url.protocol] };
}
