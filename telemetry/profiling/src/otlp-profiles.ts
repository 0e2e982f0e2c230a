import { diag } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import { type FlushSignal, flushOnSignal } from './flush-on-signal.ts';
import { HeapCapture } from './heap/heap-capture.ts';
import { isHeapSampled } from './heap/heap-sampled.ts';
import { encodeResource } from './otlp/attributes.ts';
import { Delivery } from './otlp/delivery.ts';
import { encodeProfiles } from './otlp/encode.ts';
import type { Period } from './otlp/profile.ts';
import type { CreateTransport } from './otlp/transport.ts';
import type { DeliveryReport } from './report.ts';
import { Slices } from './slices.ts';
import type { LocalRoot } from './spans/local-root.ts';
import type { ContextHolder, SpanLabels } from './spans/span-labels.ts';
import { Frames } from './stacks/frames.ts';
import { StackTree } from './stacks/stack-tree.ts';
import { TimeCapture } from './time/time-capture.ts';
import type { TimeSamples } from './time/time-samples.ts';

export interface OtlpProfilesOptions {
  readonly resource: Resource;
  readonly report: DeliveryReport;
  readonly createTransport: CreateTransport | undefined;
  readonly intervalMilliseconds: number;
  readonly flushSignal: FlushSignal | undefined;
  readonly labels: SpanLabels;
}

const NO_HEAP: Pick<HeapCapture, 'look' | 'stop'> = {
  look: async () => ({ inUse: new StackTree(), allocated: [] }),
  stop: async () => undefined,
};

/** Captures CPU time, wall time and heap use, and sends them as OTLP profiles once per interval. Leaves out heap use if somebody else samples it. */
export class OtlpProfiles {
  // Comes first: it throws when the inspector is not available, and nothing may be left running then.
  readonly #heap = isHeapSampled() ? NO_HEAP : new HeapCapture();
  readonly #capture: TimeCapture;
  readonly #delivery: Delivery;
  readonly #frames = new Frames();
  readonly #slices = new Slices();
  readonly #resource: Promise<Uint8Array>;
  readonly #timer: NodeJS.Timeout;
  readonly #ignoreSignal: () => void;
  #start = Date.now();
  #exporting = Promise.resolve();
  #stopped: Promise<void> | undefined;

  constructor({ resource, report, createTransport, labels, intervalMilliseconds, flushSignal }: OtlpProfilesOptions) {
    this.#capture = new TimeCapture(labels);
    this.#delivery = new Delivery(report, createTransport);
    this.#resource = encodeResource(resource);
    this.#timer = setInterval(() => this.#export(this.#capture.take()), intervalMilliseconds).unref();
    this.#ignoreSignal = flushOnSignal(flushSignal, () => this.#flush());
  }

  /** Creates the object that, while it is in the async context, labels samples with `root`. */
  hold(root: LocalRoot): ContextHolder | undefined {
    return this.#capture.hold(root);
  }

  /** Counts lost profiles from here on. Call it once a meter provider is registered. */
  observe(): void {
    this.#delivery.observe();
  }

  /** Stops capturing CPU and wall time at once; what was captured since the last export is lost. */
  halt(): void {
    this.#capture.halt();
  }

  /** Stops capturing, and tries once to send what was captured since the last export. Never rejects. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#ignoreSignal();
    await this.#export(this.#capture.stop());
    await this.#heap.stop();
    await this.#delivery.stop();
  }

  #flush(): void {
    this.#timer.refresh();
    this.#export(this.#capture.take());
  }

  #export(samples: Promise<TimeSamples>): Promise<void> {
    const period = { start: this.#start, end: Date.now() };
    this.#start = period.end;
    this.#exporting = this.#exporting
      .then(async () => this.#encode(await samples, period))
      .then((request) => this.#delivery.add(request))
      .catch((error) => diag.warn('profiles of one interval are lost', error));
    return this.#exporting;
  }

  async #encode({ tree: time }: TimeSamples, period: Period): Promise<Uint8Array> {
    const { inUse, allocated } = await this.#heap.look();
    const tools = { frames: this.#frames, slices: this.#slices, resource: await this.#resource };
    return encodeProfiles({ time, inUse, allocated, period }, tools);
  }
}
