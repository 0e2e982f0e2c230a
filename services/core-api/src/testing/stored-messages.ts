import { type JetStreamManager, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { natsLocation } from '../events/nats/location.ts';
import { STREAM, subjectsOf } from '../events/nats/subjects.ts';

export interface RawMessage {
  headers: Record<string, string>;
  text: string;
}

/** The messages of one user in the NATS stream, as any version stores them. */
export class StoredMessages implements AsyncDisposable {
  readonly #connection: NatsConnection;
  readonly #manager: JetStreamManager;
  readonly #subject: string;

  private constructor(connection: NatsConnection, manager: JetStreamManager, subject: string) {
    this.#connection = connection;
    this.#manager = manager;
    this.#subject = subject;
  }

  static async of(userId: string, url: string): Promise<StoredMessages> {
    const { servers, credentials } = natsLocation.parse(url);
    const connection = await connect({ servers, ...credentials });
    return new StoredMessages(connection, await jetstreamManager(connection), subjectsOf(userId).stored);
  }

  /** Resolves when NATS has stored the text. */
  async add(text: string): Promise<void> {
    await this.#manager.jetstream().publish(this.#subject, text);
  }

  async newest(): Promise<RawMessage> {
    const message = await this.#manager.streams.getMessage(STREAM, { last_by_subj: this.#subject });
    if (!message) throw new Error(`expected a message on ${this.#subject}`);
    const headers = message.header.keys().map((name) => [name, message.header.get(name)]);
    return { headers: Object.fromEntries(headers), text: message.string() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection.close();
  }
}
