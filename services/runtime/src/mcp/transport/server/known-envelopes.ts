import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  type JSONRPCRequest,
  LOG_LEVEL_META_KEY,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/server';

/** Clients send the same envelope with every request. Beyond this number none are added, so that nobody can fill the memory with different ones. */
const MAX_KNOWN = 1000;
const MAX_LENGTH = 2000;
const SAID = [
  PROTOCOL_VERSION_META_KEY,
  CLIENT_INFO_META_KEY,
  CLIENT_CAPABILITIES_META_KEY,
  LOG_LEVEL_META_KEY,
] as const;
const known = new Set<string>();

/** Whether the SDK has accepted a request before with exactly the same envelope. */
export function isKnownEnvelope(request: JSONRPCRequest): boolean {
  return known.has(envelopeOf(request));
}

export function rememberEnvelope(request: JSONRPCRequest): void {
  const envelope = envelopeOf(request);
  if (known.size < MAX_KNOWN && envelope.length <= MAX_LENGTH) known.add(envelope);
}

function envelopeOf({ params }: JSONRPCRequest): string {
  const meta: Record<string, unknown> = params?._meta ?? {};
  // JSON has no undefined: an invalid null must not be taken for a missing key.
  return JSON.stringify(SAID.map((key) => (key in meta ? [meta[key]] : [])));
}
