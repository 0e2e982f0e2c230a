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

/** Captures CPU time, wall time and, unless somebody else does, heap use, and sends them as OTLP profiles once an interval. */
export class OtlpProfiles {
  // First, since it may fail where there is no inspector, and nothing may be left running then.
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

  /** What labels the samples of what runs now as work for `root`. */
  hold(root: LocalRoot): ContextHolder | undefined {
    return this.#capture.hold(root);
  }

  /** Counts from here on what is lost. The caller calls it once there is a meter provider. */
  observe(): void {
    this.#delivery.observe();
  }

  /** Captures nothing more of CPU and wall time, at once; what was captured last is lost. */
  halt(): void {
    this.#capture.halt();
  }

  /** Sends what was captured last, once. Never rejects. */
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
