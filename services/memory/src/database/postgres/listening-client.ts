import pg from 'pg';
import { withoutServer } from './database-away-error.ts';
import { untraced } from './untraced.ts';

export interface ListeningClientOptions {
  /** `postgres://...`. */
  url: string;
  /** The channel's name, an identifier. */
  name: string;
  /** Called when the connection is lost or cannot be opened. */
  onFailure(error: Error): void;
}

/** A connection that only listens to one channel. */
export class ListeningClient {
  readonly #client: pg.Client;
  /** Resolves when the connection is lost. */
  readonly lost: Promise<void>;

  private constructor(client: pg.Client) {
    this.#client = client;
    this.lost = new Promise((resolve) => client.once('end', () => resolve()));
  }

  /** Resolves when it listens. Rejects with the server's error or a `DatabaseAwayError`. */
  static async connect(
    options: ListeningClientOptions,
    onMessage: (message: string) => void,
  ): Promise<ListeningClient> {
    const { url, name, onFailure } = options;
    const client = new pg.Client({ application_name: 'memory-service feed', keepAlive: true, connectionString: url });
    client.on('notification', ({ payload = '' }) => onMessage(payload));
    client.on('error', onFailure);
    const listening = new ListeningClient(client);
    try {
      await untraced(() => client.connect());
      await untraced(() => client.query(`listen ${client.escapeIdentifier(name)}`));
      return listening;
    } catch (error) {
      await listening.end();
      throw withoutServer(error);
    }
  }

  async end(): Promise<void> {
    await this.#client.end();
  }
}
