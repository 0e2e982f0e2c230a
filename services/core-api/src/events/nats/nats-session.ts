import { createHash } from 'node:crypto';
import {
  DiscardPolicy,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  type StreamInfo,
} from '@nats-io/jetstream';
import { connect, errors, headers, type Msg, type MsgHdrs, type NatsConnection, nanos } from '@nats-io/transport-node';
import type { NatsLimits } from './limits.ts';
import type { NatsLocation } from './location.ts';
import type { StoredMessage } from './message.ts';
import { LIVE_SUBJECTS, liveSubjectOf, STORED_SUBJECTS, STREAM, storedSubjectOf } from './subjects.ts';

const CONNECT_MILLISECONDS = 5_000;
const REQUEST_MILLISECONDS = 5_000;
/** The connection counts as lost after two unanswered pings. */
const PING_MILLISECONDS = 5_000;
const PINGS = 2;
/** Longer than an event waits for NATS, so that an event is stored once, however often it is sent. */
const DUPLICATES_MILLISECONDS = 2 * 60_000;
/** The subject of no user. */
const PROBE = 'cortex.events.probe';
const STREAM_EXISTS = 10_058;
/** NATS publishes here that the stream was deleted. */
const STREAM_DELETED = `$JS.EVENT.ADVISORY.STREAM.DELETED.${STREAM}`;

/** The headers that NATS adds to the copy of a stored message that it publishes. */
const SEQUENCE = 'Nats-Sequence';
const PREVIOUS_SEQUENCE = 'Nats-Last-Sequence';

export interface Letter {
  id: string;
  subject: string;
  payload: Uint8Array;
  headers: MsgHdrs;
}

/** A stored message with the sequence of the previous one on its subject, or 0 if NATS keeps none. */
export type LiveMessage = StoredMessage & { previous: number };

export interface Missed {
  messages: StoredMessage[];
  /** The sequence before the messages: the requested one, or 0 if the NATS stream has not reached that. */
  from: number;
  /** False if messages after the requested sequence may be gone, or the NATS stream has not reached it. */
  isComplete: boolean;
}

/**
 * One connection to NATS and the NATS stream that exists during it. When the connection is lost, pending requests fail, and the next
 * connection gets a new session. If the NATS stream is deleted the session closes its connection, because positions in
 * that stream are void; the next session creates the stream again.
 */
export class NatsSession {
  /** Identifies the NATS stream among those that had the same name before and after it. */
  readonly log: string;
  /** Resolves with the reason when the connection is closed. */
  readonly lost: Promise<Error | undefined>;
  readonly #connection: NatsConnection;
  readonly #manager: JetStreamManager;
  readonly #client: JetStreamClient;
  readonly #replayBytes: number;
  #reason: Error | undefined;
  #inspection: Promise<unknown> | undefined;

  private constructor(connection: NatsConnection, manager: JetStreamManager, { info, limits }: OpenStream) {
    this.#connection = connection;
    this.#manager = manager;
    this.#client = manager.jetstream();
    this.#replayBytes = limits.replay.maxBytes;
    this.lost = connection.closed().then((error) => this.#reason ?? error ?? undefined);
    this.log = logOf(info);
    connection.subscribe(STREAM_DELETED, {
      callback: (error) => {
        // An advisory may come late: of a stream that this one has replaced.
        if (!error) void this.#inspect();
      },
    });
  }

  /** Resolves once the NATS stream exists with the given limits. */
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
      const info = await ensureStream(manager, limits, location);
      await requirePermissions(connection, manager);
      return new NatsSession(connection, manager, { info, limits });
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  get server(): string {
    return this.#connection.getServer();
  }

  /** The maximum size of a message in bytes, including its headers. */
  get mostBytes(): number {
    return this.#connection.info?.max_payload ?? 0;
  }

  /**
   * Resolves once NATS has stored the message, by this attempt or an earlier one. After an earlier attempt the live copy may be missing: NATS
   * publishes it only once, and the server may have died in between. So the subscribers are reminded to read the message.
   */
  async publish({ id, subject, payload, headers }: Letter): Promise<void> {
    const options = { msgID: id, headers, timeout: REQUEST_MILLISECONDS };
    try {
      const { seq, duplicate } = await this.#client.publish(subject, payload, options);
      if (duplicate) this.#remind(subject, seq);
    } catch (error) {
      // No NATS stream takes messages: it is deleted, or a cluster has no leader at the moment. Then nobody answers this either, so the
      // next attempt does not wait for it.
      if (isUnanswered(error)) void this.#inspect();
      throw error;
    }
  }

  /** Calls back with the live copy of each message that NATS stores on the subject from now on. @returns a function that ends this */
  listen(subject: string, onMessage: (message: LiveMessage) => void): () => void {
    const subscription = this.#connection.subscribe(subject, {
      callback: (error, message) => {
        if (!error) onMessage(liveMessage(message));
      },
    });
    return () => subscription.unsubscribe();
  }

  /** The sequence of the newest message of all users. */
  async lastSequence(): Promise<number> {
    return (await this.#info()).state.last_seq;
  }

  /** Reads the messages on the subject after the sequence: the newest ones, up to the size limit of a replay. */
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
    // Requested last, because NATS may drop messages while they are read.
    const { state, config } = await this.#info();
    if (sequence > state.last_seq) return { ...(await this.after(subject, 0)), isComplete: false };
    // NATS drops the oldest messages of all users, which raises first_seq, and the oldest of a subject that is full.
    const isFull = messages.length >= config.max_msgs_per_subject;
    return { messages, from: sequence, isComplete: isComplete && !isFull && state.first_seq <= sequence + 1 };
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async *#storedAfter(subject: string, sequence: number): AsyncGenerator<StoredMessage> {
    for (let next = sequence + 1; ; ) {
      const query = { seq: next, next_by_subj: subject };
      const found = await this.#unlessDeleted(this.#manager.streams.getMessage(STREAM, query));
      if (!found) return;
      yield { sequence: found.seq, subject: found.subject, headers: found.header, data: found.data };
      next = found.seq + 1;
    }
  }

  /** Publishes a live message without content, whose previous one is the stored one: who lacks that will read it. */
  #remind(subject: string, sequence: number): void {
    const reminder = headers();
    for (const name of [SEQUENCE, PREVIOUS_SEQUENCE]) reminder.set(name, String(sequence));
    this.#connection.publish(liveSubjectOf(subject), undefined, { headers: reminder });
  }

  async #info(): Promise<StreamInfo> {
    const info = await this.#unlessDeleted(this.#manager.streams.info(STREAM));
    if (logOf(info) === this.log) return info;
    throw this.#abandon();
  }

  /** Finds out whether the NATS stream was deleted, with one request however many callers wait for it. */
  async #inspect(): Promise<void> {
    this.#inspection ??= this.#info()
      .catch(() => undefined)
      .finally(() => {
        this.#inspection = undefined;
      });
    await this.#inspection;
  }

  async #unlessDeleted<Result>(request: Promise<Result>): Promise<Result> {
    try {
      return await request;
    } catch (error) {
      if (hasCode(error, JetStreamApiCodes.StreamNotFound)) throw this.#abandon();
      throw error;
    }
  }

  /** Ends the session because its NATS stream was deleted. @returns the reason */
  #abandon(): Error {
    this.#reason ??= new Error(`the stream ${STREAM} was deleted in NATS`);
    void this.close();
    return this.#reason;
  }
}

interface OpenStream {
  info: StreamInfo;
  limits: NatsLimits;
}

/** Creates the NATS stream, or sets the limits of the existing one. Other settings of an operator, such as the number of replicas, stay. */
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
    if (!hasCode(error, STREAM_EXISTS)) throw error;
    requireOwn(await streams.info(STREAM));
    return streams.update(STREAM, config);
  }
}

/** Without one of these, SSE streams would stay open and get nothing. @throws what NATS says that the user is not permitted */
async function requirePermissions(connection: NatsConnection, { streams }: JetStreamManager): Promise<void> {
  const refused = Promise.withResolvers<never>();
  const probe = connection.subscribe(liveSubjectOf(PROBE), {
    callback: (error) => {
      if (error) refused.reject(error);
    },
  });
  // NATS refuses a subscription before it answers what follows.
  await Promise.race([streams.getMessage(STREAM, { last_by_subj: PROBE }), refused.promise]);
  probe.unsubscribe();
}

/** To set the limits of a stream deletes what is beyond them, which may be all that somebody else has stored. */
function requireOwn({ config: { subjects = [] } }: StreamInfo): void {
  if (subjects.join() === STORED_SUBJECTS) return;
  throw new Error(
    `Expected the stream ${STREAM} to store ${STORED_SUBJECTS} only, but it stores ${subjects.join() || 'a copy of another stream'}: use another account of NATS`,
  );
}

function logOf({ created }: StreamInfo): string {
  return createHash('sha256').update(created).digest('hex').slice(0, 8);
}

function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof errors.RequestError && error.cause.isNoResponders();
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof JetStreamApiError && error.code === code;
}

/** What NATS adds comes after the headers of who published, which may have the same names. */
function liveMessage({ subject, headers, data }: Msg): LiveMessage {
  return {
    sequence: Number(headers?.last(SEQUENCE)),
    previous: Number(headers?.last(PREVIOUS_SEQUENCE)),
    subject: storedSubjectOf(subject),
    headers,
    data,
  };
}
