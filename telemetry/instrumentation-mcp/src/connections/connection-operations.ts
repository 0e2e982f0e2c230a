import { SpanKind } from '@opentelemetry/api';
import { ATTR_MCP_PROTOCOL_VERSION, ATTR_MCP_SESSION_ID } from '../contract.ts';
import type { Direction } from '../operations/operation.ts';
import { Operations } from '../operations/operations.ts';
import type { Telemetry } from '../telemetry.ts';
import { OTHERS, type Program, type Role } from './programs.ts';
import type { TransportInfo } from './transport-info.ts';

export interface Sides {
  sent: Operations;
  received: Operations;
}

/** What is currently known about a connection. */
interface DescribedConnection {
  readonly telemetry: Telemetry;
  readonly info: TransportInfo;
  readonly role: Role;
  readonly peerRole: Role;
  readonly programs: Partial<Record<Role, Program>>;
  readonly protocolVersion: string | undefined;
  readonly sessionId: string | undefined;
}

/** The operations of one connection. They are described anew when more becomes known about it. */
export class ConnectionOperations {
  readonly #connection: DescribedConnection;
  /** The operations by peer, because one server may answer many clients. */
  readonly #byPeer = new Map<Program | undefined, Sides>();
  #latest: { peer: Program | undefined; sides: Sides } | undefined;
  #version: string | undefined;
  #sessionId: string | undefined;

  constructor(connection: DescribedConnection) {
    this.#connection = connection;
  }

  /** The operations in both directions. @param peer the peer as it appears in metrics */
  with(peer: Program | undefined): Sides {
    const { protocolVersion, sessionId } = this.#connection;
    if (protocolVersion !== this.#version || sessionId !== this.#sessionId) this.forget();
    if (this.#latest === undefined || this.#latest.peer !== peer)
      this.#latest = { peer, sides: this.#byPeer.get(peer) ?? this.#describe(peer) };
    return this.#latest.sides;
  }

  forget(): void {
    this.#version = this.#connection.protocolVersion;
    this.#sessionId = this.#connection.sessionId;
    this.#byPeer.clear();
    this.#latest = undefined;
  }

  #describe(peer: Program | undefined): Sides {
    const { names } = this.#connection.telemetry;
    const sides = {
      sent: new Operations(this.#direction(SpanKind.CLIENT, peer), names),
      received: new Operations(this.#direction(SpanKind.SERVER, peer), names),
    };
    this.#byPeer.set(peer, sides);
    return sides;
  }

  #direction(kind: SpanKind, peer: Program | undefined): Direction {
    const { info, role, peerRole, programs } = this.#connection;
    const version = this.#version === undefined ? {} : { [ATTR_MCP_PROTOCOL_VERSION]: this.#version };
    const address = kind === SpanKind.CLIENT ? info.server : {};
    const spans = { ...version, ...info.network, ...address };
    const session = this.#sessionId === undefined ? {} : { [ATTR_MCP_SESSION_ID]: this.#sessionId };
    const peerAttributes = peer?.attributes[peerRole];
    const both = { ...programs[role]?.attributes[role], ...(peer !== OTHERS && peerAttributes) };
    return { kind, peer, metrics: { ...spans, ...peerAttributes }, spans: { ...spans, ...session, ...both } };
  }
}
