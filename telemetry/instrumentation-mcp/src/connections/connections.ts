import { followToEnd } from '../calls/follow-to-end.ts';
import type { Protocol, Transport } from '../internal-types.ts';
import { isTraced } from '../others/traced-transports.ts';
import { hookSend } from '../outgoing/send.ts';
import { reportFault } from '../report.ts';
import type { Telemetry } from '../telemetry.ts';
import { Connection } from './connection.ts';
import { LiveConnections } from './live-connections.ts';

/** Stands on a server's side where no instance does. */
const NO_PROTOCOL: Protocol = {
  _requestHandlerAbortControllers: new Map(),
  _notificationHandlers: new Map(),
};

/** The connections of one instrumentation, found by their transport. */
export class Connections {
  readonly #telemetry: Telemetry;
  readonly #byTransport = new WeakMap<Transport, Connection>();
  readonly #live = new LiveConnections();

  constructor(telemetry: Telemetry) {
    this.#telemetry = telemetry;
  }

  /** The connection that `protocol` is on, undefined while it has none or when it cannot be followed. */
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

  /** What an entry of v2 serves itself on `transport`, without a protocol instance. */
  ofEntry(transport: Transport): Connection | undefined {
    return this.#telemetry.enabled ? new Connection(this.#telemetry, NO_PROTOCOL, transport) : undefined;
  }

  /** Sees to it that what is under way ends its spans, though the methods of the SDK are no longer wrapped. */
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
