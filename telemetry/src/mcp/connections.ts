import { Connection } from './connection.ts';
import type { Protocol, Transport } from './internal-types.ts';
import { reportFault } from './report.ts';
import { hookSend } from './send.ts';
import type { Telemetry } from './telemetry.ts';

/** The connections of one instrumentation, found by their transport. */
export class Connections {
  readonly #telemetry: Telemetry;
  readonly #byTransport = new WeakMap<Transport, Connection>();

  constructor(telemetry: Telemetry) {
    this.#telemetry = telemetry;
  }

  /** The connection that `protocol` is on, undefined while it has none or when it cannot be followed. */
  of(protocol: Protocol): Connection | undefined {
    const transport = protocol._transport;
    if (transport === undefined || !this.#telemetry.enabled) return undefined;
    return this.on(protocol, transport);
  }

  on(protocol: Protocol, transport: Transport): Connection | undefined {
    const known = this.#byTransport.get(transport);
    if (known !== undefined && known.protocol === protocol && known.isHooked) return known;
    return this.#open(protocol, transport);
  }

  #open(protocol: Protocol, transport: Transport): Connection | undefined {
    try {
      this.#byTransport.get(transport)?.unhook();
      const connection = new Connection(this.#telemetry, protocol, transport);
      this.#byTransport.set(transport, connection);
      hookSend(connection);
      return connection;
    } catch (error) {
      reportFault(error);
      return undefined;
    }
  }
}
