import { BackendError, type BackendName } from '../backends/backend-error.ts';

/** Collects answers of several backends, and the reasons why some are missing. */
export class Settled {
  readonly #away = new Map<string, BackendName>();

  /** The errors of the backends that could not be queried. */
  get away(): string[] {
    return [...this.#away.keys()];
  }

  /** The backends whose parts are missing. */
  get backends(): Set<BackendName> {
    return new Set(this.#away.values());
  }

  /** A part of an answer, or `none` if its backend fails. Rejects for any other error. */
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
