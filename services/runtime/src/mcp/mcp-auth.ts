import type { AuthInfo, ServerContext } from '@modelcontextprotocol/server';
import type { CallContext } from './call-context.ts';

/** Carries the caller through the SDK's only pass-through from HTTP to handlers. */
export function toAuthInfo({ userId, requestId }: Omit<CallContext, 'signal'>): AuthInfo {
  return { token: '', clientId: userId, scopes: [], extra: { requestId } };
}

/** The way back: throws when a handler runs without the caller the route put in. */
export function callContextOf({ http, mcpReq }: ServerContext): CallContext {
  const auth = http?.authInfo;
  if (!auth) throw new Error('An MCP request reached a handler without authentication');
  return { userId: auth.clientId, requestId: String(auth.extra?.requestId), signal: mcpReq.signal };
}
