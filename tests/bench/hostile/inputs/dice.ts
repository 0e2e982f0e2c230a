/** Seeded choices. */
export class Dice {
  readonly #random: () => number;

  /** @param random returns numbers from 0 to 1 */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** A whole number from 0 up to, but excluding, `limit`. */
  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let index = 0; index < length; index++) bytes[index] = this.below(256);
    return bytes;
  }

  /** A length that is mostly short and sometimes long. */
  length(most: number): number {
    return Math.floor(most ** this.#random());
  }
}
