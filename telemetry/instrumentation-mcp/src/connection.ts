import { SpanKind } from '@opentelemetry/api';
import type { Call } from './call.ts';
import { Calls } from './calls.ts';
import { ATTR_MCP_PROTOCOL_VERSION, ATTR_MCP_SESSION_ID } from './contract.ts';
import type { MessageExtra, MethodMessage, Protocol, Transport } from './internal-types.ts';
import { OTHER } from './names.ts';
import { type Direction, type Operation, targetOf } from './operation.ts';
import { Operations } from './operations.ts';
import type { Failure } from './outcome.ts';
import type { Telemetry } from './telemetry.ts';
import { describeTransport, type TransportInfo } from './transport-info.ts';

/** Clients of the MCP SDKs have the first of these, that of the AI SDK the second. */
const CLIENT_SIGNS = ['getServerCapabilities', 'serverCapabilities'] as const;

/** One protocol instance on one transport, with everything that is under way on it. */
export class Connection {
  readonly telemetry: Telemetry;
  readonly protocol: Protocol;
  readonly transport: Transport;
  readonly role: 'client' | 'server';
  readonly outgoing = new Calls();
  readonly incoming = new Calls();
  /** Requests that the protocol does not keep account of itself. */
  readonly unannounced = new Calls();
  /** Whose answers are on their way out, with how they failed by them: a transport may close itself with the last one. */
  readonly answering = new Map<Call, Failure | undefined>();
  /** Whether everything that is sent passes by this connection. */
  isHooked = false;
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
  #version: string | undefined;
  #sessionId: string | undefined;
  #sent: Operations;
  #received: Operations;

  constructor(telemetry: Telemetry, protocol: Protocol, transport: Transport) {
    this.telemetry = telemetry;
    this.protocol = protocol;
    this.transport = transport;
    this.role = CLIENT_SIGNS.some((sign) => protocol[sign] !== undefined) ? 'client' : 'server';
    this.info = describeTransport(transport);
    this.#sent = new Operations(this.#direction(SpanKind.CLIENT), this.telemetry.names);
    this.#received = new Operations(this.#direction(SpanKind.SERVER), this.telemetry.names);
  }

  get protocolVersion(): string | undefined {
    return this.protocol._negotiatedProtocolVersion ?? this.#agreedVersion;
  }

  get sessionId(): string | undefined {
    return this.transport.sessionId;
  }

  sentOperation({ method, params }: MethodMessage): Operation {
    this.#refresh();
    return this.#sent.get(method, targetOf(method, params));
  }

  receivedOperation({ id, method, params }: MethodMessage): Operation {
    this.#refresh();
    if (id === undefined && !this.#takesNotification(method)) return this.#received.get(OTHER, '');
    return this.#received.get(method, targetOf(method, params));
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

  /** Takes note of how the messages turn out to travel. */
  describe(info: TransportInfo): void {
    this.info = info;
    this.#forgetOperations();
  }

  /** Ends what nothing else ends when no answer can come any more: requests that were sent fail by their promise. */
  endAll(failure: Failure): void {
    for (const call of this.incoming.takeAll()) call.end({ ...failure, isAbandoned: true });
    for (const call of this.unannounced.takeAll()) call.end(failure);
    for (const [call, outcome] of this.answering) call.end(outcome);
    this.answering.clear();
  }

  /** Notifications have no answer that would tell. */
  #takesNotification(method: string): boolean {
    return this.telemetry.names.methods.has(method) || this.protocol._notificationHandlers?.has(method) === true;
  }

  #refresh(): void {
    if (this.protocolVersion !== this.#version || this.sessionId !== this.#sessionId) this.#forgetOperations();
  }

  #forgetOperations(): void {
    this.#version = this.protocolVersion;
    this.#sessionId = this.sessionId;
    this.#sent = new Operations(this.#direction(SpanKind.CLIENT), this.telemetry.names);
    this.#received = new Operations(this.#direction(SpanKind.SERVER), this.telemetry.names);
  }

  #direction(kind: SpanKind): Direction {
    const server = kind === SpanKind.CLIENT ? this.info.server : {};
    const version = this.#version === undefined ? {} : { [ATTR_MCP_PROTOCOL_VERSION]: this.#version };
    const metrics = { ...version, ...this.info.network, ...server };
    const session = this.#sessionId === undefined ? {} : { [ATTR_MCP_SESSION_ID]: this.#sessionId };
    return { kind, metrics, spans: { ...metrics, ...session } };
  }
}

function headerOf({ requestInfo, request }: MessageExtra, name: string): unknown {
  return request?.headers?.get?.(name) ?? requestInfo?.headers?.[name];
}
