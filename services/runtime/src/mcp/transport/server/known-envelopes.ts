import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  type JSONRPCRequest,
  LOG_LEVEL_META_KEY,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/server';

/** A client says the same of itself with every request. Strangers could fill the memory with what they say: then none are added. */
const MAX_KNOWN = 1000;
const MAX_LENGTH = 2000;
const SAID = [
  PROTOCOL_VERSION_META_KEY,
  CLIENT_INFO_META_KEY,
  CLIENT_CAPABILITIES_META_KEY,
  LOG_LEVEL_META_KEY,
] as const;
const known = new Set<string>();

/** True when the SDK has found a request right that said just the same of its revision and its client. */
export function isKnownEnvelope(request: JSONRPCRequest): boolean {
  return known.has(envelopeOf(request));
}

export function rememberEnvelope(request: JSONRPCRequest): void {
  const envelope = envelopeOf(request);
  if (known.size < MAX_KNOWN && envelope.length <= MAX_LENGTH) known.add(envelope);
}

function envelopeOf({ params }: JSONRPCRequest): string {
  const meta: Record<string, unknown> = params?._meta ?? {};
  // JSON has no undefined: a null, which is wrong, must not pass for nothing.
  return JSON.stringify(SAID.map((key) => (key in meta ? [meta[key]] : [])));
}
