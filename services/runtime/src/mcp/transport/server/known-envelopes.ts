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
  return JSON.stringify([
    meta[PROTOCOL_VERSION_META_KEY],
    meta[CLIENT_INFO_META_KEY],
    meta[CLIENT_CAPABILITIES_META_KEY],
    meta[LOG_LEVEL_META_KEY],
    // JSON has no undefined: a level of null, which is wrong, must not pass for none.
    LOG_LEVEL_META_KEY in meta,
  ]);
}
