import type { AuthInfo, ServerContext } from '@modelcontextprotocol/server';
import { deadlineOf } from './budget.ts';
import type { CallContext } from './call-context.ts';

interface Caller extends Pick<CallContext, 'userId' | 'requestId'> {
  /** When the caller's token expires, in seconds since the epoch. */
  expiresAt: number;
}

/** Packs the caller into the only value that the SDK passes on from HTTP to handlers. */
export function toAuthInfo({ userId, requestId, expiresAt }: Caller): AuthInfo {
  return { token: '', clientId: userId, scopes: [], expiresAt, extra: { requestId } };
}

/** The inverse of {@link toAuthInfo}. Throws when the route has not set the caller. */
export function callContextOf({ http, mcpReq }: ServerContext): CallContext {
  const auth = http?.authInfo;
  if (!auth) throw new Error('An MCP request reached a handler without authentication');
  const { signal, _meta } = mcpReq;
  return { userId: auth.clientId, requestId: String(auth.extra?.requestId), signal, deadline: deadlineOf(_meta) };
}
