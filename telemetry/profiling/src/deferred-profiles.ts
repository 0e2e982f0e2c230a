import { createRequire } from 'node:module';
import { extname } from 'node:path';
import type { OtlpProfiles, OtlpProfilesOptions } from './otlp-profiles.ts';
import { SpanLabels } from './spans/span-labels.ts';

type Options = Omit<OtlpProfilesOptions, 'labels'>;

interface Delay {
  /** Milliseconds from the first iteration of the event loop; 0 starts at once. */
  readonly delay: number;
  /** Called when profiling cannot start after the delay. */
  onFailure(error: unknown): void;
}

/**
 * Starts profiling with the first span, or after a delay at the latest. A program that ends sooner would have hardly any samples, and so pays neither
 * for V8 listing all code nor for loading the encoder.
 */
export class DeferredProfiles {
  readonly labels = new SpanLabels((root) => this.#begun()?.hold(root));
  readonly #options: Options;
  readonly #onFailure: Delay['onFailure'];
  #cancel: (() => void) | undefined;
  #profiles: OtlpProfiles | undefined;
  #isObserved = false;

  /** @throws when profiling is to start at once but cannot */
  constructor(options: Options, { delay, onFailure }: Delay) {
    this.#options = options;
    this.#onFailure = onFailure;
    if (delay === 0) this.#begin();
    else this.#await(delay);
  }

  /** Counts lost profiles from here on. Call it once a meter provider is registered. */
  observe(): void {
    this.#isObserved = true;
    this.#profiles?.observe();
  }

  halt(): void {
    this.#forgo();
    this.#profiles?.halt();
  }

  async stop(): Promise<void> {
    this.#forgo();
    await this.#profiles?.stop();
  }

  #await(delay: number): void {
    // The event loop's clock stands still while the application loads, so a timer that is set here would include the loading time.
    const immediate = setImmediate(() => {
      const timer = setTimeout(() => this.#begun(), delay).unref();
      this.#cancel = () => clearTimeout(timer);
    }).unref();
    this.#cancel = () => clearImmediate(immediate);
  }

  #forgo(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #begun(): OtlpProfiles | undefined {
    if (this.#cancel === undefined) return this.#profiles;
    this.#forgo();
    try {
      this.#begin();
    } catch (error) {
      this.#onFailure(error);
    }
    return this.#profiles;
  }

  #begin(): void {
    // Loaded on demand, so that a program that ends sooner does not pay for it.
    const load = createRequire(import.meta.url);
    const module: typeof import('./otlp-profiles.ts') = load(`./otlp-profiles${extname(import.meta.filename)}`);
    this.#profiles = new module.OtlpProfiles({ ...this.#options, labels: this.labels });
    if (this.#isObserved) this.#profiles.observe();
  }
}
