const ZERO = 48;
const NINE = 57;
const END_OF_ARRAY = 93;

/** Reads a JSON array of non-negative integers that arrives in pieces, starting after its opening bracket. */
export class JsonIntegers {
  readonly #each: (value: number) => void;
  #value = 0;
  #hasDigits = false;

  constructor(each: (value: number) => void) {
    this.#each = each;
  }

  /** Reads a piece. @returns the text after the end of the array; undefined while it has not ended */
  write(chunk: string): string | undefined {
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at);
      if (code >= ZERO && code <= NINE) {
        this.#value = this.#value * 10 + code - ZERO;
        this.#hasDigits = true;
        continue;
      }
      this.#finish();
      if (code === END_OF_ARRAY) return chunk.slice(at + 1);
    }
    return undefined;
  }

  #finish(): void {
    if (this.#hasDigits) this.#each(this.#value);
    this.#value = 0;
    this.#hasDigits = false;
  }
}
