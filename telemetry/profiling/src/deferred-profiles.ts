import { createRequire } from 'node:module';
import { extname } from 'node:path';
import type { OtlpProfiles, OtlpProfilesOptions } from './otlp-profiles.ts';
import { SpanLabels } from './spans/span-labels.ts';

type Options = Omit<OtlpProfilesOptions, 'labels'>;

interface Delay {
  /** Milliseconds from the first turn of the event loop; 0 begins at once. */
  readonly delay: number;
  /** Called where they cannot begin later. */
  onFailure(error: unknown): void;
}

/**
 * Profiles that begin with the first span, or else after a delay: a program that ends sooner has next to no samples, and pays neither for V8's list of
 * all code nor for what encodes them.
 */
export class DeferredProfiles {
  readonly labels = new SpanLabels((root) => this.#begun()?.hold(root));
  readonly #options: Options;
  readonly #onFailure: Delay['onFailure'];
  #cancel: (() => void) | undefined;
  #profiles: OtlpProfiles | undefined;
  #isObserved = false;

  /** @throws where they begin at once, and cannot */
  constructor(options: Options, { delay, onFailure }: Delay) {
    this.#options = options;
    this.#onFailure = onFailure;
    if (delay === 0) this.#begin();
    else this.#await(delay);
  }

  /** Counts from here on what is lost. The caller calls it once there is a meter provider. */
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
    // A timer set here would count from before the application was loaded: the event loop's clock stands still meanwhile.
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
    // Loaded on demand: a program that ends sooner does without.
    const load = createRequire(import.meta.url);
    const module: typeof import('./otlp-profiles.ts') = load(`./otlp-profiles${extname(import.meta.filename)}`);
    this.#profiles = new module.OtlpProfiles({ ...this.#options, labels: this.labels });
    if (this.#isObserved) this.#profiles.observe();
  }
}
