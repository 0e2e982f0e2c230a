import { randomUUID } from 'node:crypto';
import type { Expectation } from '../expectation.ts';
import { MCP_USER, type Peer } from '../stage.ts';
import { type CallLimits, ERAS, type Era, type McpCaller } from '../wire/mcp-caller.ts';
import { content, HISTORY, PAGES } from './inputs.ts';
import { between, pick, type Random, type RequestKind, type SendOptions } from './request-kind.ts';

type Meta = Record<string, unknown>;

interface McpRequest {
  what: string;
  peer: Peer;
  /** The span's name: the method, and the tool if it has one. */
  name: string;
  send(caller: McpCaller, meta: Meta, limits: CallLimits): Promise<unknown>;
  /** The outcome that the client expects. */
  outcome: Outcome;
  errorTypes?: readonly string[];
  readsHistory?: boolean;
}

type Outcome = 'a result' | 'a tool error' | 'a protocol error' | 'no answer';

/** Replaces names that the server does not know. */
const UNKNOWN = '_OTHER';
/** When clients give up. If a cancellation overtook its call on a busy machine, it would cancel nothing. */
const LEAST_MILLISECONDS = 1_200;
const MOST_MILLISECONDS = 1_800;
/** Far longer than any answer takes. */
const PATIENCE = { timeout: 20_000 };

const READ = { peer: 'memory-service', name: 'resources/read' } as const;

const REQUESTS: readonly ((random: Random) => McpRequest)[] = [
  () => call('memory-service', 'get_history', { user_id: MCP_USER }),
  (random) =>
    call('memory-service', 'store_input', { user_id: MCP_USER, input_id: randomUUID(), content: content(random) }),
  () => ({
    ...call('cognition-service', 'get_context', { user_id: MCP_USER, query: 'printer toner' }),
    readsHistory: true,
  }),
  () => refused(call('memory-service', 'get_history', { user_id: MCP_USER, limit: 0 })),
  () => refused(call('cognition-service', 'get_context', { user_id: 'somebody' })),
  (random) => unknown(call(pick(random, ['memory-service', 'cognition-service']), `made-up-${randomUUID()}`, {})),
  () => ({ ...read(`history://${MCP_USER}`), outcome: 'a result' }),
  () => ({ ...read('history://somebody'), what: "another's resource", outcome: 'a protocol error' }),
  () => ({ ...read(`nothing://${randomUUID()}`), what: 'unknown resource', outcome: 'a protocol error' }),
];

/** Calls of clients of each SDK and revision. */
export const mcpCalls: RequestKind = {
  shares: { plain: 20 },
  send: (options) => ask(options, pick(options.random, REQUESTS)(options.random)),
};

/** The same without a trace. */
export const unsampledMcpCalls: RequestKind = {
  shares: { plain: 3 },
  send: (options) => ask(options, pick(options.random, REQUESTS)(options.random), { isSampled: false }),
};

/** Calls of slow tools and resources that are aborted, because they take too long or are not needed any more. */
export const givenUpCalls: RequestKind = {
  shares: { slow: 75 },
  send: (options) => {
    const { random } = options;
    const asked = pick(random, [
      () => call('cognition-service', 'get_context', { user_id: MCP_USER, query: 'printer' }),
      () => read(`history://${MCP_USER}`),
    ])();
    const milliseconds = between(random, LEAST_MILLISECONDS, MOST_MILLISECONDS);
    const isLate = random() < 0.5;
    const limits = isLate ? { timeout: milliseconds } : { ...PATIENCE, signal: AbortSignal.timeout(milliseconds) };
    const what = `${asked.what} ${isLate ? 'timed out' : 'cancelled'}`;
    return ask(options, { ...asked, what, outcome: 'no answer', errorTypes: GIVEN_UP }, { limits });
  },
};

/** A server does not learn why its client aborted a call. */
const GIVEN_UP = ['cancelled', 'connection_closed'];

function call(peer: Peer, name: string, args: Meta): McpRequest {
  return {
    what: name,
    peer,
    name: `tools/call ${name}`,
    send: (caller, _meta, limits) => caller.callTool({ name, arguments: args, _meta }, limits),
    outcome: 'a result',
  };
}

function refused(request: McpRequest): McpRequest {
  return { ...request, what: `${request.what} refused`, outcome: 'a tool error', errorTypes: ['tool_error'] };
}

function unknown(request: McpRequest): McpRequest {
  return { ...request, what: 'unknown tool', name: `tools/call ${UNKNOWN}`, outcome: 'a protocol error' };
}

function read(uri: string): McpRequest {
  return {
    ...READ,
    what: 'resource',
    send: (caller, _meta, limits) => caller.readResource({ uri, _meta }, limits),
    outcome: 'a result',
  };
}

interface AskOptions {
  isSampled?: boolean;
  limits?: CallLimits;
}

async function ask(
  { stage, random }: SendOptions,
  request: McpRequest,
  { isSampled = true, limits = PATIENCE }: AskOptions = {},
): Promise<void> {
  const { what, peer, name, outcome, errorTypes, readsHistory = false } = request;
  const era: Era = pick(random, ERAS);
  const expectation = stage.begin(`${isSampled ? '' : 'unsampled '}${era}: ${what}`, { isSampled });
  const { spanId, header: traceparent } = expectation.parent();
  expectation.expect({
    span: `${peer} server ${name}`,
    parentSpanId: spanId,
    ...(errorTypes && { errorTypes }),
    isGivenUp: outcome === 'no answer',
  });
  if (readsHistory) expectation.calls.set(HISTORY, PAGES);
  const came = await stage.call({ era, peer, expectation }, (caller) =>
    request.send(caller, { traceparent }, limits).then(ofResult, ofError),
  );
  complain(expectation, outcome, came);
}

interface Came {
  outcome: Outcome;
  detail: string;
}

function complain({ complaints }: Expectation, expected: Outcome, { outcome, detail }: Came): void {
  if (outcome !== expected) complaints.push(`the client expected ${expected}, got ${outcome}: ${detail.slice(0, 200)}`);
}

function ofResult(result: unknown): Came {
  const isError = (result as { isError?: boolean }).isError === true;
  return { outcome: isError ? 'a tool error' : 'a result', detail: JSON.stringify(result) };
}

/** Error codes of the client's side: numbers in v1, names in v2. */
const NO_ANSWER: ReadonlySet<unknown> = new Set([-32001, 'REQUEST_TIMEOUT']);

function ofError(error: Error & { code?: unknown }): Came {
  return { outcome: NO_ANSWER.has(error.code) ? 'no answer' : 'a protocol error', detail: `${error}` };
}
