import { HttpError } from '../errors/http-error.ts';

export interface StreamSlotsLimits {
  /** How many streams may be open at once: for one user, and for all (`maxStreams`). */
  maxStreamsPerUser: number;
  maxStreams: number;
}

const RETRY = { headers: { 'Retry-After': '5' } };

/** Bounds how many streams are open at once. */
export class StreamSlots {
  readonly #limits: StreamSlotsLimits;
  readonly #ofUsers = new Map<string, number>();
  #taken = 0;

  constructor(limits: StreamSlotsLimits) {
    this.#limits = limits;
  }

  get taken(): number {
    return this.#taken;
  }

  /**
   * @returns a function that releases the slot; calling it again does nothing
   * @throws {HttpError} 429 when the user, 503 when all users together have as many streams as allowed
   */
  take(userId: string): () => void {
    const { maxStreams, maxStreamsPerUser } = this.#limits;
    const ofUser = this.#ofUsers.get(userId) ?? 0;
    if (ofUser >= maxStreamsPerUser)
      throw new HttpError(
        429,
        `Expected at most ${maxStreamsPerUser} open streams of one user: close one first`,
        RETRY,
      );
    if (this.#taken >= maxStreams)
      throw new HttpError(503, `All ${maxStreams} streams are taken: try again later`, RETRY);
    this.#count(userId, 1);
    let isTaken = true;
    return () => {
      if (isTaken) this.#count(userId, -1);
      isTaken = false;
    };
  }

  #count(userId: string, change: number): void {
    this.#taken += change;
    const ofUser = (this.#ofUsers.get(userId) ?? 0) + change;
    if (ofUser === 0) this.#ofUsers.delete(userId);
    else this.#ofUsers.set(userId, ofUser);
  }
}
