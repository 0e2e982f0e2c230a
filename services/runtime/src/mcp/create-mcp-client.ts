import { AsyncLocalStorage } from 'node:async_hooks';
import { callsTo, type McpCall as McpCallMetrics, mcpClientMetrics, observeQueue, waitsFor } from '@cortex/signals';
import { ATTR_MCP_REQUEST_ATTEMPT, LOG_EVENT_CIRCUIT_STATE_CHANGED } from '@cortex/signals/contract';
import { withCallAttributes } from '@cortex/telemetry/mcp';
import { type Client, SdkHttpError } from '@modelcontextprotocol/client';
import { context } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { httpHealthCheck } from '../health/http-health-check.ts';
import { CALL_LIMITS, type CallLimits } from '../resilience/call-limits.ts';
import { Deadline } from '../resilience/deadline.ts';
import type { Attempt } from '../resilience/resilient-call.ts';
import { ResilientCalls } from '../resilience/resilient-calls.ts';
import type { CircuitState } from '../resilience/service-breaker.ts';
import { budgetMeta } from './budget.ts';
import { connect } from './connect.ts';
import { judge } from './judge.ts';
import { asRefusal, resourceOutput, toolOutput, toolResult } from './read-results.ts';
import { reusable } from './reusable.ts';
import { STRUCTURED_ONLY } from './structured-only.ts';

export interface McpClientOptions {
  /** The names of the calling and of the called service. */
  service: string;
  peer: string;
  /** The base URL of the called service, whose MCP endpoint is /mcp. */
  url: string;
  /** A token of `userId` that the called service accepts. */
  token(userId: string): Promise<string>;
  logger: Logger;
  limits?: Partial<CallLimits>;
}

export interface CallOptions {
  /** The user on whose behalf the call is made. */
  userId: string;
  /** Aborted when nobody waits for the answer any more. */
  signal?: AbortSignal | undefined;
  /** The deadline of the caller. Default: the limit of a call. */
  deadline?: Deadline | undefined;
}

export interface ToolCallOptions extends CallOptions {
  /** Whether calling twice with the same arguments has the effect of calling once. Then the call is repeated if the service did not answer. Default false. */
  isRepeatable?: boolean | undefined;
}

export interface McpClient {
  /**
   * The tool's structured output. Rejects with McpToolError when the tool refused, with CircuitOpenError when the service was not called
   * because it is away, with RetryExhaustedError when several attempts failed, and otherwise with what kept the call from being answered.
   */
  callTool(name: string, args: Record<string, unknown>, options: ToolCallOptions): Promise<unknown>;
  /** The resource's JSON. Rejects as callTool does. Reading is always repeatable. */
  readResource(uri: string, options: CallOptions): Promise<unknown>;
  /** The state of the circuit breaker towards the service. */
  readonly circuit: CircuitState;
  /** Calls at the service now, and calls that wait for a slot. */
  readonly active: number;
  readonly waiting: number;
  close(): Promise<void>;
}

interface McpCall extends CallOptions {
  isRepeatable: boolean;
  /** Tool or resource, as the metrics' label has it. */
  target: string;
  send(client: Client, attempt: Attempt): Promise<unknown>;
}

/** A client of another service's tools and resources. It connects at the first call, and again after a connection failed. */
export function createMcpClient(options: McpClientOptions): McpClient {
  const { service, peer, url, token, logger } = options;
  const limits = { ...CALL_LIMITS, ...options.limits };
  // The transport asks for a token with every HTTP request, but not for which user, and does not know to which call its bodies belong.
  const current = new AsyncLocalStorage<{ token: string; measured: McpCallMetrics; signal: AbortSignal }>();
  const connectionWaits = waitsFor('connection', peer);
  const connection = reusable({
    target: peer,
    open: () =>
      connect({
        service,
        url,
        token: async () => current.getStore()?.token,
        callSignal: () => current.getStore()?.signal,
        onBody: (direction, bytes) => current.getStore()?.measured[direction](bytes),
        timeoutMilliseconds: limits.attemptMilliseconds,
        limits: { connections: limits.slots },
        connectionWaits,
      }),
    close: (client) => client.close(),
    isBroken: isOutdated,
  });
  const metrics = mcpClientMetrics(peer);
  const onCircuit = (state: CircuitState) => {
    metrics.circuit(state);
    logger[state === 'open' ? 'warn' : 'info']({ service: peer, state }, LOG_EVENT_CIRCUIT_STATE_CHANGED);
  };
  const calls = new ResilientCalls({
    service: peer,
    limits,
    judge,
    onCircuit,
    probe: httpHealthCheck({ name: peer, url }).check,
  });

  const unobserve = observeQueue(callsTo(peer), {
    waiting: () => calls.waiting,
    working: () => calls.active,
    workers: limits.slots,
  });
  const run = ({ userId, send, ...call }: McpCall) => {
    const { deadline = Deadline.in(limits.callMilliseconds), target } = call;
    const measured = metrics.begin(target);
    return calls.run({ ...call, deadline, observed: measured }, (attempt) =>
      inAttempt(attempt, call.isRepeatable, async () =>
        current.run({ token: await token(userId), measured, signal: attempt.signal }, () =>
          connection.use((client) => send(client, attempt)),
        ),
      ),
    );
  };
  return {
    callTool: (name, args, { isRepeatable = false, ...caller }) =>
      run({
        ...caller,
        isRepeatable,
        target: name,
        send: async (client, attempt) => {
          const params = { name, arguments: args, _meta: { ...budgetMeta(attempt.deadline), ...STRUCTURED_ONLY } };
          const request = client.request({ method: 'tools/call', params }, toolResult, patience(attempt));
          return toolOutput(name, await request);
        },
      }),
    readResource: (uri, caller) =>
      run({
        ...caller,
        isRepeatable: true,
        target: schemeOf(uri),
        send: async (client, attempt) => {
          const request = client.readResource(
            { uri, _meta: budgetMeta(attempt.deadline) },
            { ...patience(attempt), cacheMode: 'bypass' },
          );
          return resourceOutput(uri, await request.catch((error) => Promise.reject(asRefusal(uri, error))));
        },
      }),
    get circuit() {
      return calls.circuit;
    },
    get active() {
      return calls.active;
    },
    get waiting() {
      return calls.waiting;
    },
    close: () => {
      unobserve();
      calls.close();
      return connection.close();
    },
  };
}

/** Marks the span of the attempt, which is that of its MCP request. */
function inAttempt<Result>({ number }: Attempt, isRepeatable: boolean, work: () => Promise<Result>): Promise<Result> {
  if (!isRepeatable) return work();
  return context.with(withCallAttributes(context.active(), { [ATTR_MCP_REQUEST_ATTEMPT]: number }), work);
}

/** The attempt's own limit applies. The SDK has a default of its own, which must not end a longer attempt first. */
function patience({ signal, deadline }: Attempt): { signal: AbortSignal; timeout: number } {
  return { signal, timeout: Math.ceil(deadline.milliseconds) + 1_000 };
}

/** The kind of a resource, for labels: the rest of its URI names a user. */
function schemeOf(uri: string): string {
  return uri.slice(0, uri.indexOf(':'));
}

/**
 * Whether the client must connect again: a restarted service may not know what it negotiated, which the HTTP status shows. A service that does
 * not answer is called again by the same client, whose pool opens the connections it needs. So each attempt is one request, with one span.
 */
function isOutdated(error: unknown): boolean {
  return error instanceof SdkHttpError;
}
