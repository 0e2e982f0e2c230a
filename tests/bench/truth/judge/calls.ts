import { ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE, ATTR_MCP_METHOD_NAME } from '@cortex/signals/contract';
import type { SpanNode, Trace } from '@cortex/trace-testing';
import type { Deviation } from './deviation.ts';
import { keyOf } from './span-key.ts';

/** Values of a call's `error.type` with which the called service answered, even if only with a refusal. */
const ANSWERED = /^(?:tool_error|-\d+)$/;

/** Checks that both sides of each call between the services exist and agree. */
export function judgeCalls({ spans }: Trace): Deviation[] {
  return spans.flatMap((span) => {
    if (span.kind !== 'CLIENT') return [];
    if (ATTR_MCP_METHOD_NAME in span.attributes) return judgeMessage(span);
    return span.name === 'POST' ? judgeHttp(span) : [];
  });
}

function judgeMessage(call: SpanNode): Deviation[] {
  const servers = call.children.filter(({ kind }) => kind === 'SERVER');
  const requests = call.children.filter(({ kind }) => kind === 'CLIENT');
  const error = call.attributes[ATTR_ERROR_TYPE];
  const isAnswered = call.status !== 'ERROR' || ANSWERED.test(String(error));
  const [server] = servers;
  return [
    ...judgeSides(call, { what: 'a server span', came: servers.length, isAnswered }),
    ...judgeSides(call, { what: 'an HTTP request', came: requests.length, isAnswered }),
    ...(isAnswered && server ? judgeOutcome(call, server) : []),
  ];
}

function judgeOutcome(call: SpanNode, server: SpanNode): Deviation[] {
  const [told, made] = [call, server].map(({ attributes }) => attributes[ATTR_ERROR_TYPE]);
  if (told === made) return [];
  return [
    { kind: 'wrongStatus', text: `${keyOf(call)}: its error.type is ${told}, that of the server's span ${made}` },
  ];
}

function judgeHttp(request: SpanNode): Deviation[] {
  const servers = request.children.filter(({ kind }) => kind === 'SERVER');
  const told = request.attributes[ATTR_HTTP_RESPONSE_STATUS_CODE];
  const made = servers[0]?.attributes[ATTR_HTTP_RESPONSE_STATUS_CODE];
  const sides = judgeSides(request, {
    what: 'a server span',
    came: servers.length,
    isAnswered: told !== undefined,
  });
  // A client that leaves before the answer is complete may or may not know the status.
  if (servers.length !== 1 || told === undefined || told === made) return sides;
  return [
    ...sides,
    { kind: 'wrongStatus', text: `${keyOf(request)}: was answered ${told}, the server's span has ${made}` },
  ];
}

interface Sides {
  what: string;
  came: number;
  isAnswered: boolean;
}

/** A call without an answer may never have reached the other side. */
function judgeSides(call: SpanNode, { what, came, isAnswered }: Sides): Deviation[] {
  if (came > 1) return [{ kind: 'duplicates', text: `${keyOf(call)}: expected ${what} once, came ${came}` }];
  if (came === 1 || !isAnswered) return [];
  return [{ kind: 'missing', text: `${keyOf(call)}: expected ${what} below it, came none` }];
}
