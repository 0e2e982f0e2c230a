import type { Attack } from '../attack.ts';
import { hostileText } from '../inputs/hostile-values.ts';
import { mutatedJson } from '../inputs/mutate.ts';

const MESSAGES = [
  {
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
  },
  { method: 'tools/list', params: { cursor: 'abc' } },
  { method: 'tools/call', params: { name: 'get_history', arguments: { user_id: 'hostile', limit: 3 }, _meta: {} } },
  { method: 'tools/call', params: { name: 'invented', arguments: {} } },
  { method: 'resources/read', params: { uri: 'history://hostile' } },
  { method: 'resources/subscribe', params: { uri: 'summary://hostile' } },
  { method: 'notifications/cancelled', params: { requestId: 1, reason: 'none' } },
  { method: 'invented/method', params: { a: 1 } },
  { method: 'ping' },
];

/** JSON-RPC messages, with headers of sessions and protocols that do not exist. */
export const mcpMessages: Attack = {
  name: 'MCP messages',
  weight: 5,
  async send({ urls, http, peerAuthorization }, dice) {
    const service = dice.pick(['memory', 'cognition'] as const);
    const { method, params } = dice.pick(MESSAGES);
    const headers = {
      authorization: await peerAuthorization(service),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(dice.chance(0.3) && { 'mcp-session-id': `session-${dice.below(100)}` }),
      ...(dice.chance(0.3) && { 'mcp-protocol-version': dice.pick(['2026-07-28', '1999-01-01', 'x']) }),
      ...(dice.chance(0.1) && { 'last-event-id': encodeURIComponent(hostileText(dice).toWellFormed()).slice(0, 200) }),
    };
    const message = { jsonrpc: '2.0', id: dice.below(1000), method, params };
    return http.send({ url: `${urls[service]}/mcp`, headers, body: mutatedJson(dice, message) });
  },
};
