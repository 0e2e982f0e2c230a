import { BackendError, type BackendName } from '../backends/backend-error.ts';

/** What was asked of several backends, and why some of it could not be. */
export class Settled {
  readonly #away = new Map<string, BackendName>();

  /** What each backend said that could not be asked. */
  get away(): string[] {
    return [...this.#away.keys()];
  }

  /** The backends whose parts are missing. */
  get backends(): Set<BackendName> {
    return new Set(this.#away.values());
  }

  /** A part of an answer; what takes its place when its backend is away. Rejects for everything that is no fault of a backend. */
  async orNone<Part>(part: Promise<Part>, none: Part): Promise<Part> {
    try {
      return await part;
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      this.#away.set(error.message, error.backend);
      return none;
    }
  }
}
