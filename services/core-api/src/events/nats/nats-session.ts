import { createHash } from 'node:crypto';
import {
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  type StreamInfo,
} from '@nats-io/jetstream';
import { connect, headers, type Msg, type MsgHdrs, type NatsConnection, nanos } from '@nats-io/transport-node';
import type { NatsLimits } from './limits.ts';
import type { NatsLocation } from './location.ts';
import type { StoredMessage } from './message.ts';
import { LIVE_SUBJECTS, liveSubjectOf, STORED_SUBJECTS, STREAM } from './subjects.ts';

const CONNECT_MILLISECONDS = 5_000;
const REQUEST_MILLISECONDS = 5_000;
/** NATS that does not answer is away after two of these. */
const PING_MILLISECONDS = 5_000;
const PINGS = 2;
/** Longer than an event waits for NATS, so that however often it is sent it is stored once. */
const DUPLICATES_MILLISECONDS = 2 * 60_000;
const STREAM_EXISTS = 10_058;

/** The headers that NATS adds to what it publishes once it is stored. */
const SEQUENCE = 'Nats-Sequence';
const PREVIOUS_SEQUENCE = 'Nats-Last-Sequence';

export interface Letter {
  id: string;
  subject: string;
  payload: Uint8Array;
  headers: MsgHdrs;
}

/** A message as it is stored, with the sequence of the one before it on its subject; 0 when none is kept. */
export type LiveMessage = StoredMessage & { previous: number };

export interface Missed {
  messages: StoredMessage[];
  /** After which sequence they are: 0, when the given one is not of this stream. */
  from: number;
  /** False when messages after the sequence may be gone, or it is not of this stream. */
  isComplete: boolean;
}

/** One connection to NATS, from its beginning until it is lost: then its requests end, too. Another one is made, and nothing is left of this one. */
export class NatsSession {
  /** Distinguishes streams that had the same name, one after the other. */
  readonly log: string;
  /** Resolves when the connection is gone, with the reason. */
  readonly lost: Promise<Error | undefined>;
  readonly #connection: NatsConnection;
  readonly #manager: JetStreamManager;
  readonly #client: JetStreamClient;
  readonly #replayBytes: number;

  private constructor(connection: NatsConnection, manager: JetStreamManager, { info, limits }: OpenStream) {
    this.#connection = connection;
    this.#manager = manager;
    this.#client = manager.jetstream();
    this.#replayBytes = limits.replay.maxBytes;
    this.lost = connection.closed().then((error) => error ?? undefined);
    this.log = createHash('sha256').update(info.created).digest('hex').slice(0, 8);
  }

  /** Resolves when the stream is there. */
  static async open(location: NatsLocation, limits: NatsLimits): Promise<NatsSession> {
    const connection = await connect({
      servers: location.servers,
      ...location.credentials,
      ...(location.isEncrypted && { tls: {} }),
      name: 'core-api',
      timeout: CONNECT_MILLISECONDS,
      pingInterval: PING_MILLISECONDS,
      maxPingOut: PINGS,
      reconnect: false,
      noAsyncTraces: true,
    });
    try {
      const manager = await jetstreamManager(connection, { checkAPI: false, timeout: REQUEST_MILLISECONDS });
      return new NatsSession(connection, manager, { info: await ensureStream(manager, limits, location), limits });
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  get server(): string {
    return this.#connection.getServer();
  }

  /** Bytes that a message can have, its headers included. */
  get mostBytes(): number {
    return this.#connection.info?.max_payload ?? 0;
  }

  /**
   * Resolves when NATS has stored it, now or before. One that was stored before may not have been handed on: NATS does that once, and the server that would
   * have may be the one that died before it acknowledged.
   */
  async publish({ id, subject, payload, headers }: Letter): Promise<void> {
    const options = { msgID: id, headers, timeout: REQUEST_MILLISECONDS };
    const { seq, duplicate } = await this.#client.publish(subject, payload, options);
    if (duplicate) this.#remind(subject, seq);
  }

  /** Hands over what NATS stores from now on. @returns what to call to end it */
  listen(subject: string, onMessage: (message: LiveMessage) => void): () => void {
    const subscription = this.#connection.subscribe(subject, {
      callback: (error, message) => {
        if (!error) onMessage(liveMessage(message));
      },
    });
    return () => subscription.unsubscribe();
  }

  /** The sequence of the newest message of all. */
  async lastSequence(): Promise<number> {
    return (await this.#info()).state.last_seq;
  }

  /** What is stored on the subject after the sequence: as much as a stream is handed at once, the newest. */
  async after(subject: string, sequence: number): Promise<Missed> {
    const messages: StoredMessage[] = [];
    let bytes = 0;
    let isComplete = true;
    for await (const message of this.#storedAfter(subject, sequence)) {
      messages.push(message);
      bytes += message.data.length;
      while (bytes > this.#replayBytes && messages.length > 1) {
        bytes -= messages.shift()?.data.length ?? 0;
        isComplete = false;
      }
    }
    // Asked for last: what goes while the messages are read is missed, too.
    const { state, config } = await this.#info();
    if (sequence > state.last_seq) return { ...(await this.after(subject, 0)), isComplete: false };
    // NATS drops the oldest of all, which raises the first sequence, and the oldest of a subject that is full.
    const isFull = messages.length >= config.max_msgs_per_subject;
    return { messages, from: sequence, isComplete: isComplete && !isFull && state.first_seq <= sequence + 1 };
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async *#storedAfter(subject: string, sequence: number): AsyncGenerator<StoredMessage> {
    for (let next = sequence + 1; ; ) {
      const query = { seq: next, next_by_subj: subject };
      const found = await this.#manager.streams.getMessage(STREAM, query);
      if (!found) return;
      yield { sequence: found.seq, subject: found.subject, headers: found.header, data: found.data };
      next = found.seq + 1;
    }
  }

  /** A live message without content, before which the stored one is: who does not have that reads it. */
  #remind(subject: string, sequence: number): void {
    const reminder = headers();
    for (const name of [SEQUENCE, PREVIOUS_SEQUENCE]) reminder.set(name, String(sequence));
    this.#connection.publish(liveSubjectOf(subject), undefined, { headers: reminder });
  }

  #info(): Promise<StreamInfo> {
    return this.#manager.streams.info(STREAM);
  }
}

interface OpenStream {
  info: StreamInfo;
  limits: NatsLimits;
}

/** What an operator has set besides, such as the number of replicas, stays. */
async function ensureStream(
  { streams }: JetStreamManager,
  limits: NatsLimits,
  { streamReplicas = 1 }: NatsLocation,
): Promise<StreamInfo> {
  const config = {
    subjects: [STORED_SUBJECTS],
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    no_ack: false,
    republish: { src: STORED_SUBJECTS, dest: LIVE_SUBJECTS },
    max_msgs_per_subject: limits.replay.maxEvents,
    max_age: nanos(limits.keptMilliseconds),
    max_bytes: limits.keptBytes,
    duplicate_window: nanos(Math.min(DUPLICATES_MILLISECONDS, limits.keptMilliseconds)),
  };
  try {
    return await streams.add({ name: STREAM, num_replicas: streamReplicas, ...config });
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === STREAM_EXISTS)) throw error;
    requireOwn(await streams.info(STREAM));
    return streams.update(STREAM, config);
  }
}

/** To set the limits of a stream deletes what is beyond them, which may be all that somebody else has stored. */
function requireOwn({ config: { subjects = [] } }: StreamInfo): void {
  if (subjects.join() === STORED_SUBJECTS) return;
  throw new Error(
    `Expected the stream ${STREAM} to store ${STORED_SUBJECTS} only, but it stores ${subjects.join() || 'a copy of another stream'}: use another account of NATS`,
  );
}

function liveMessage({ subject, headers, data }: Msg): LiveMessage {
  return {
    sequence: Number(headers?.get(SEQUENCE)),
    previous: Number(headers?.get(PREVIOUS_SEQUENCE)),
    subject,
    headers,
    data,
  };
}
