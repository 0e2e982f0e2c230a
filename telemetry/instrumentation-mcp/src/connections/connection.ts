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

/** Clients of the MCP SDKs have the first of these, that of the AI SDK the second. */
const CLIENT_SIGNS = ['getServerCapabilities', 'serverCapabilities'] as const;

/** One protocol instance on one transport, with everything that is under way on it. */
export class Connection {
  readonly telemetry: Telemetry;
  readonly protocol: Protocol;
  readonly transport: Transport;
  readonly role: Role;
  /** The programs on both ends, as far as they have introduced themselves. */
  readonly programs: Partial<Record<Role, Program>> = {};
  readonly outgoing = new Calls();
  readonly incoming = new Calls();
  /** Requests that the protocol does not keep account of itself. */
  readonly unannounced = new Calls();
  /** Calls whose answers are being sent, with the failure that each answer reports: a transport may close itself with the last one. */
  readonly answering = new Map<Call, Failure | undefined>();
  /** Stands in for the transport's `send`, while everything that is sent passes by this connection. */
  hook: Send | undefined = undefined;
  /** Stands before the transport's `onmessage` while requests are unannounced. */
  watch: Transport['onmessage'];
  /** Whether the ends of what is under way are looked for on the transport. */
  isFollowed = false;
  /** Gives the transport its own `send` back. */
  unhook: () => void = () => undefined;
  /** The request whose message reaches the transport next. */
  sending: Call | undefined;
  /** The notification that the protocol is dispatching right now. */
  dispatching: unknown;
  /** When the session's `initialize` began (`performance.now()`), once that succeeded. */
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

  /** The other program, as it stands in metrics. */
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

  /** @param peer default: the latest */
  operationOf(side: keyof Sides, { method, params }: MethodMessage, peer = this.peer): Operation {
    return this.#operations.with(peer)[side].get(method, targetOf(method, params));
  }

  /**
   * Takes note of how a program names itself.
   * @param info `clientInfo` or `serverInfo`
   * @param call that it came with
   */
  meet(role: Role, info: unknown, call?: Call): void {
    if (info === undefined) return;
    const program = this.telemetry.programs.of(info);
    if (program === undefined || program === this.programs[role]) return;
    this.programs[role] = program;
    if (role === this.role) this.#operations.forget();
    call?.describe(program.attributes[role]);
  }

  /** @param version as the `initialize` result or an HTTP header names it */
  agreeOn(version: unknown): void {
    if (typeof version === 'string') this.#agreedVersion = version;
  }

  /** Learns from the first HTTP message what the transport itself does not show. */
  learnFrom(extra: MessageExtra): void {
    const isHttp = extra.requestInfo !== undefined || extra.request !== undefined;
    if (!isHttp) return;
    if (this.info.kind === 'other') this.describe(describeTransport(this.transport, true));
    if (this.protocolVersion === undefined) this.agreeOn(headerOf(extra, 'mcp-protocol-version'));
  }

  /** Records how the messages turn out to travel. */
  describe(info: TransportInfo): void {
    this.info = info;
    this.#operations.forget();
  }

  /** Ends what nothing else ends when no answer can come any more: requests that were sent fail by their promise. */
  endAll(failure: Failure): void {
    for (const call of this.incoming.takeAll()) call.end({ ...failure, isAbandoned: true });
    for (const call of this.unannounced.takeAll()) call.end(failure);
    for (const [call, outcome] of this.answering) call.end(outcome);
    this.answering.clear();
  }

  /** Whether a notification is known is asked of the protocol: there is no answer that would show it. */
  #takesNotification(method: string): boolean {
    return this.telemetry.names.methods.has(method) || this.protocol._notificationHandlers?.has(method) === true;
  }

  /** Over HTTP without sessions, one server may get messages of many clients: each message then names its own client. */
  #meetSender(message: MethodMessage): void {
    const info = clientIn(message);
    if (info === undefined && this.info.kind === 'http' && this.sessionId === undefined) delete this.programs.client;
    this.meet('client', info);
  }
}

/** The program that a message names as its client. Every message does since revision 2026-07-28. */
export function clientIn({ method, params }: MethodMessage): unknown {
  return method === 'initialize' ? params?.clientInfo : params?._meta?.[CLIENT_INFO];
}

function headerOf({ requestInfo, request }: MessageExtra, name: string): unknown {
  return request?.headers?.get?.(name) ?? requestInfo?.headers?.[name];
}
