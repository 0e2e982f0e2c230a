import { type JSONRPCRequest, RELATED_TASK_META_KEY } from '@modelcontextprotocol/server';

/** Whether a body is a JSON-RPC request with parameters and metadata and nothing else. The SDK's schema accepts these too, but checking by it takes longer. */
export function isPlainRequest(body: unknown): body is JSONRPCRequest {
  if (!isObject(body)) return false;
  const { jsonrpc, id, method, params } = body;
  if (jsonrpc !== '2.0' || typeof method !== 'string' || !isId(id) || Object.keys(body).length !== 4) return false;
  return isObject(params) && isObject(params._meta) && isPlainMeta(params._meta);
}

function isPlainMeta(meta: Record<string, unknown>): boolean {
  return (meta.progressToken === undefined || isId(meta.progressToken)) && !(RELATED_TASK_META_KEY in meta);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
