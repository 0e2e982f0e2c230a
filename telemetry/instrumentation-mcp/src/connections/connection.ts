import type { Call } from '../calls/call.ts';
import { Calls } from '../calls/calls.ts';
import type { Failure } from '../calls/outcome.ts';
import type { MessageExtra, MethodMessage, Protocol, Send, Transport } from '../internal-types.ts';
import { OTHER } from '../operations/names.ts';
import { type Operation, targetOf } from '../operations/operation.ts';
import { CLIENT_INFO } from '../semconv.ts';
import type { Telemetry } from '../telemetry.ts';
import { ConnectionOperations, type Sides } from './connection-operations.ts';
import type { Program, Role } from './programs.ts';
import { describeTransport, type TransportInfo } from './transport-info.ts';

/** Clients of the MCP SDKs have the first of these members, the client of the AI SDK has the second. */
const CLIENT_SIGNS = ['getServerCapabilities', 'serverCapabilities'] as const;

/** One protocol instance on one transport, with all running calls on it. */
export class Connection {
  readonly telemetry: Telemetry;
  readonly protocol: Protocol;
  readonly transport: Transport;
  readonly role: Role;
  /** The programs on both ends, as far as they have introduced themselves. */
  readonly programs: Partial<Record<Role, Program>> = {};
  readonly outgoing = new Calls();
  readonly incoming = new Calls();
  /** Requests that the protocol itself does not keep track of. */
  readonly unannounced = new Calls();
  /** The calls whose answers are being sent, with the failure that each answer reports. Kept because a transport may close itself with the last answer. */
  readonly answering = new Map<Call, Failure | undefined>();
  /** The function that replaces the transport's `send`, while this connection observes everything that is sent. */
  hook: Send | undefined = undefined;
  /** The function that wraps the transport's `onmessage` while there are unannounced requests. */
  watch: Transport['onmessage'];
  /** Whether the ends of running calls are observed on the transport. */
  isFollowed = false;
  /** Restores the transport's own `send`. */
  unhook: () => void = () => undefined;
  /** The request whose message reaches the transport next. */
  sending: Call | undefined;
  /** The notification that the protocol is dispatching right now. */
  dispatching: unknown;
  /** The `performance.now()` at which the session's `initialize` began, once that has succeeded. */
  sessionStartedAt: number | undefined;
  info: TransportInfo;
  #agreedVersion: string | undefined;
  readonly #operations: ConnectionOperations;

  constructor(telemetry: Telemetry, protocol: Protocol, transport: Transport) {
    this.telemetry = telemetry;
    this.protocol = protocol;
    this.transport = transport;
    this.role = CLIENT_SIGNS.some((sign) => protocol[sign] !== undefined) ? 'client' : 'server';
    this.info = describeTransport(transport);
    this.#operations = new ConnectionOperations(this);
  }

  get peerRole(): Role {
    return this.role === 'client' ? 'server' : 'client';
  }

  /** The peer's program, as it appears in metrics. */
  get peer(): Program | undefined {
    return this.programs[this.peerRole]?.counted;
  }

  get protocolVersion(): string | undefined {
    return this.protocol._negotiatedProtocolVersion ?? this.#agreedVersion;
  }

  get sessionId(): string | undefined {
    return this.transport.sessionId;
  }

  sentOperation(message: MethodMessage): Operation {
    if (this.role === 'client') this.meet('client', clientIn(message));
    return this.operationOf('sent', message);
  }

  receivedOperation(message: MethodMessage): Operation {
    if (this.role === 'server') this.#meetSender(message);
    const isUnknown = message.id === undefined && !this.#takesNotification(message.method);
    return this.operationOf('received', isUnknown ? { method: OTHER } : message);
  }

  /** @param peer default: the peer known last */
  operationOf(side: keyof Sides, { method, params }: MethodMessage, peer = this.peer): Operation {
    return this.#operations.with(peer)[side].get(method, targetOf(method, params));
  }

  /**
   * Records the name that a program gives itself.
   * @param info `clientInfo` or `serverInfo`
   * @param call the call whose message had it
   */
  meet(role: Role, info: unknown, call?: Call): void {
    if (info === undefined) return;
    const program = this.telemetry.programs.of(info);
    if (program === undefined || program === this.programs[role]) return;
    this.programs[role] = program;
    if (role === this.role) this.#operations.forget();
    call?.describe(program.attributes[role]);
  }

  /** Records the agreed revision. @param version from the `initialize` result or an HTTP header */
  agreeOn(version: unknown): void {
    if (typeof version === 'string') this.#agreedVersion = version;
  }

  /** Learns from the first HTTP message what the transport itself does not reveal. */
  learnFrom(extra: MessageExtra): void {
    const isHttp = extra.requestInfo !== undefined || extra.request !== undefined;
    if (!isHttp) return;
    if (this.info.kind === 'other') this.describe(describeTransport(this.transport, true));
    if (this.protocolVersion === undefined) this.agreeOn(headerOf(extra, 'mcp-protocol-version'));
  }

  /** Records what kind of transport it turns out to be. */
  describe(info: TransportInfo): void {
    this.info = info;
    this.#operations.forget();
  }

  /** Ends all calls that nothing else ends once no answer can arrive any more. Requests that were sent are not among them: their promises reject. */
  endAll(failure: Failure): void {
    for (const call of this.incoming.takeAll()) call.end({ ...failure, isAbandoned: true });
    for (const call of this.unannounced.takeAll()) call.end(failure);
    for (const [call, outcome] of this.answering) call.end(outcome);
    this.answering.clear();
  }

  /** Whether the method of a notification exists. The protocol is asked, because there is no answer that would show it. */
  #takesNotification(method: string): boolean {
    return this.telemetry.names.methods.has(method) || this.protocol._notificationHandlers?.has(method) === true;
  }

  /** Over HTTP without sessions, one server may get messages of many clients, so each message counts only by itself. */
  #meetSender(message: MethodMessage): void {
    const info = clientIn(message);
    if (info === undefined && this.info.kind === 'http' && this.sessionId === undefined) delete this.programs.client;
    this.meet('client', info);
  }
}

/** The client information in a message. Every message has it since revision 2026-07-28. */
export function clientIn({ method, params }: MethodMessage): unknown {
  return method === 'initialize' ? params?.clientInfo : params?._meta?.[CLIENT_INFO];
}

function headerOf({ requestInfo, request }: MessageExtra, name: string): unknown {
  return request?.headers?.get?.(name) ?? requestInfo?.headers?.[name];
}
