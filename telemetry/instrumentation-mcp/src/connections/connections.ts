import { followToEnd } from '../calls/follow-to-end.ts';
import type { Protocol, Transport } from '../internal-types.ts';
import { isTraced } from '../others/traced-transports.ts';
import { hookSend } from '../outgoing/send.ts';
import { reportFault } from '../report.ts';
import type { Telemetry } from '../telemetry.ts';
import { Connection } from './connection.ts';
import { LiveConnections } from './live-connections.ts';

/** The protocol of connections that have no server instance. */
const NO_PROTOCOL: Protocol = {
  _requestHandlerAbortControllers: new Map(),
  _notificationHandlers: new Map(),
};

/** The connections of one instrumentation, by their transport. */
export class Connections {
  readonly #telemetry: Telemetry;
  readonly #byTransport = new WeakMap<Transport, Connection>();
  readonly #live = new LiveConnections();

  constructor(telemetry: Telemetry) {
    this.#telemetry = telemetry;
  }

  /** The connection of `protocol`; undefined while it is not connected, or when it cannot be traced. */
  of(protocol: Protocol): Connection | undefined {
    const transport = protocol._transport ?? protocol.transport;
    return transport === undefined ? undefined : this.on(protocol, transport);
  }

  on(protocol: Protocol, transport: Transport): Connection | undefined {
    if (!this.#telemetry.enabled || isTraced(transport)) return undefined;
    const known = this.#byTransport.get(transport);
    if (known !== undefined && known.protocol === protocol && known.hook !== undefined) return known;
    return this.#open(protocol, transport);
  }

  /** A connection for the messages that an entry of v2 handles itself on `transport`, without a protocol instance. */
  ofEntry(transport: Transport): Connection | undefined {
    return this.#telemetry.enabled ? new Connection(this.#telemetry, NO_PROTOCOL, transport) : undefined;
  }

  /** Makes running calls end their spans although the SDK's methods are no longer wrapped. */
  followToEnd(): void {
    try {
      this.#live.all().forEach(followToEnd);
    } catch (error) {
      reportFault(error);
    }
  }

  #open(protocol: Protocol, transport: Transport): Connection | undefined {
    try {
      this.#byTransport.get(transport)?.unhook();
      const connection = new Connection(this.#telemetry, protocol, transport);
      this.#byTransport.set(transport, connection);
      hookSend(connection);
      this.#live.add(connection);
      return connection;
    } catch (error) {
      reportFault(error);
      return undefined;
    }
  }
}
