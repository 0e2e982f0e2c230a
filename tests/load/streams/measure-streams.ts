import { setTimeout as pause } from 'node:timers/promises';
import type { Credentials } from '@cortex/local/demo';
import { Agent } from 'undici';
import { openEventStream } from './event-stream.ts';
import { login, sendInput } from './inputs.ts';

export interface StreamsPlan {
  /** The number of concurrent streams. */
  count: number;
  seconds: number;
}

/** Each input is an event on every stream. */
const INPUTS_PER_SECOND = 5;
/** How long the last events may take to arrive. */
const PATIENCE_MILLISECONDS = 5_000;

export interface StreamsMeasurement {
  /** The number of streams that were open from the first input to the last event. */
  kept: number;
  /** The time from an input's request to its event, for every event on every stream. */
  milliseconds: number[];
  /** The number of events that never arrived on a stream. */
  missing: number;
  slowest: { milliseconds: number; traceId: string } | undefined;
}

export interface MeasureStreamsOptions extends StreamsPlan {
  /** The URL of core-api. */
  url: string;
  credentials: Credentials;
  signal: AbortSignal;
}

/** Keeps several streams of one user open and sends inputs meanwhile. */
export async function measureStreams(options: MeasureStreamsOptions): Promise<StreamsMeasurement> {
  const closing = new AbortController();
  const dispatcher = new Agent({ connections: options.count + 10, bodyTimeout: 0 });
  try {
    return await measure(options, { dispatcher, signal: AbortSignal.any([options.signal, closing.signal]) });
  } finally {
    closing.abort();
    await dispatcher.destroy();
  }
}

interface Connections {
  dispatcher: Agent;
  signal: AbortSignal;
}

async function measure(options: MeasureStreamsOptions, connections: Connections): Promise<StreamsMeasurement> {
  const { count, seconds, url, credentials } = options;
  const token = await login({ url, credentials, ...connections });
  const deliveries = new Deliveries(count);
  const open = await openAll(count, () =>
    openEventStream({ url, token, ...connections, onOutput: (id) => deliveries.arrived(id) }),
  );
  const inputs = Math.max(1, Math.round(seconds * INPUTS_PER_SECOND));
  const pending: Promise<void>[] = [];
  for (let sent = 0; sent < inputs; sent++) {
    const due = pause(1000 / INPUTS_PER_SECOND, undefined, { signal: connections.signal });
    pending.push(sendInput({ url, token, ...connections }).then((input) => deliveries.sent(input)));
    await due;
  }
  await Promise.all(pending);
  await deliveries.complete(PATIENCE_MILLISECONDS);
  return { kept: open.size, ...deliveries.measured() };
}

/** Opens the streams. A stream that ends is removed from the set. */
async function openAll(count: number, open: () => Promise<{ ended: Promise<void> }>): Promise<ReadonlySet<object>> {
  const streams = new Set<object>();
  const opened = await Promise.all(Array.from({ length: count }, open));
  for (const stream of opened) {
    streams.add(stream);
    const gone = () => streams.delete(stream);
    stream.ended.then(gone, gone);
  }
  return streams;
}

interface SentInput {
  inputId: string;
  traceId: string;
  /** The time on the clock of `performance.now()`. */
  sentAt: number;
}

/** Matches inputs with their events. An event may arrive before the answer with its input's id. */
class Deliveries {
  readonly #streams: number;
  readonly #arrivals = new Map<string, number[]>();
  readonly #inputs: SentInput[] = [];

  constructor(streams: number) {
    this.#streams = streams;
  }

  arrived(inputId: string): void {
    const times = this.#arrivals.get(inputId) ?? [];
    times.push(performance.now());
    this.#arrivals.set(inputId, times);
  }

  sent(input: SentInput): void {
    this.#inputs.push(input);
  }

  async complete(patienceMilliseconds: number): Promise<void> {
    const deadline = performance.now() + patienceMilliseconds;
    while (this.#missing() > 0 && performance.now() < deadline) await pause(50);
  }

  measured(): Omit<StreamsMeasurement, 'kept'> {
    const all = this.#inputs.flatMap(({ inputId, traceId, sentAt }) =>
      (this.#arrivals.get(inputId) ?? []).map((at) => ({ milliseconds: at - sentAt, traceId })),
    );
    const milliseconds = all.map((one) => one.milliseconds);
    const slowest = all.toSorted((a, b) => b.milliseconds - a.milliseconds)[0];
    return { milliseconds, missing: this.#missing(), slowest };
  }

  #missing(): number {
    const arrived = this.#inputs.reduce((sum, { inputId }) => sum + (this.#arrivals.get(inputId)?.length ?? 0), 0);
    return this.#inputs.length * this.#streams - arrived;
  }
}
