import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { natsLocation } from '../events/nats/location.ts';
import { STREAM } from '../events/nats/subjects.ts';

export interface NatsTarget {
  url: string;
  /** The file of the certificate authority. */
  authority: string;
}

/** The servers of a cluster that store the stream of events. */
export class StreamCopies implements AsyncDisposable {
  readonly #connection: NatsConnection;

  private constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  static async watch({ url, authority }: NatsTarget): Promise<StreamCopies> {
    const { servers, credentials } = natsLocation.parse(url);
    return new StreamCopies(
      await connect({ servers, ...credentials, tls: { caFile: authority }, maxReconnectAttempts: -1 }),
    );
  }

  /** How many have all events. */
  async complete(): Promise<number> {
    const { streams } = await jetstreamManager(this.#connection);
    const { cluster } = await streams.info(STREAM);
    const followers = cluster?.replicas?.filter(({ current, offline }) => current && !offline).length ?? 0;
    return cluster?.leader ? 1 + followers : followers;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection.close();
  }
}
