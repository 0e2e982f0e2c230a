import type { IncomingMessage } from 'node:http';
import parseForwarded from 'forwarded-parse';

export type Scheme = 'http' | 'https';

export interface ServerAddress {
  readonly address?: string;
  readonly port?: number;
}

const UNKNOWN: ServerAddress = {};
const DEFAULT_PORTS = new Map([
  ['http', 80],
  ['https', 443],
]);

/** Whom the client asked, as forwarding headers or else the header `Host` name it. */
export function serverAddress({ headers }: IncomingMessage, scheme: Scheme): ServerAddress {
  const forwarded = forwardedEntries(headers.forwarded)?.find(({ host }) => host);
  if (forwarded?.host) return parseHost(forwarded.host, forwarded.proto);
  const host = single(headers['x-forwarded-host']);
  if (host) return parseHost(host, single(headers['x-forwarded-proto']));
  return headers.host ? ownAddress(headers.host, scheme) : UNKNOWN;
}

/** Who asked, as forwarding headers or else the socket name it. */
export function clientAddress({ headers, socket }: IncomingMessage): string | undefined {
  const forwarded = forwardedEntries(headers.forwarded)?.find((entry) => entry.for)?.for;
  if (forwarded) return withoutPort(forwarded);
  const first = single(headers['x-forwarded-for'])?.split(',', 1)[0];
  return first ? withoutPort(first.trim()) : socket.remoteAddress;
}

function forwardedEntries(forwarded: string | undefined): Record<string, string>[] | undefined {
  try {
    return forwarded ? parseForwarded(forwarded) : undefined;
  } catch {
    return undefined;
  }
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** A server is mostly asked under one name. */
let latest: { host: string; scheme: Scheme; address: ServerAddress } | undefined;

function ownAddress(host: string, scheme: Scheme): ServerAddress {
  if (latest?.host !== host || latest.scheme !== scheme) latest = { host, scheme, address: parseHost(host, scheme) };
  return latest.address;
}

function parseHost(host: string, scheme: string | undefined): ServerAddress {
  // No longer than a port is: an integer that JSON shows with an exponent makes the Collector refuse all spans that come with it.
  const [, address, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(host) ?? [];
  if (address === undefined) return { address: host };
  const number = port === undefined ? DEFAULT_PORTS.get(scheme ?? '') : Number(port);
  return number === undefined ? { address } : { address, port: number };
}

function withoutPort(address: string): string {
  try {
    return new URL(`http://${address}`).hostname.replace(/^\[(.*)\]$/, '$1');
  } catch {
    return address;
  }
}
