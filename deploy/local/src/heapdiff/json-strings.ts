const QUOTE = 34;
const BACKSLASH = 92;
const END_OF_ARRAY = 93;

/** Reads a JSON array of strings that arrives in pieces, starting after its opening bracket, and keeps only the requested ones. */
export class JsonStrings {
  readonly values = new Map<number, string>();
  readonly #wanted: ReadonlySet<number>;
  #index = 0;
  #inside = false;
  #escaped = false;
  #text = '';
  #ended = false;

  constructor(wanted: ReadonlySet<number>) {
    this.#wanted = wanted;
  }

  write(chunk: string): void {
    let from = 0;
    for (let at = 0; at < chunk.length && !this.#ended; at++) {
      const code = chunk.charCodeAt(at);
      if (!this.#inside) {
        this.#ended = code === END_OF_ARRAY;
        this.#inside = code === QUOTE;
        from = at + 1;
      } else if (this.#escaped) this.#escaped = false;
      else if (code === BACKSLASH) this.#escaped = true;
      else if (code === QUOTE) this.#finish(chunk.slice(from, at));
    }
    if (this.#inside && this.#isWanted) this.#text += chunk.slice(from);
  }

  get #isWanted(): boolean {
    return this.#wanted.has(this.#index);
  }

  #finish(rest: string): void {
    if (this.#isWanted) this.values.set(this.#index, JSON.parse(`"${this.#text}${rest}"`));
    this.#text = '';
    this.#inside = false;
    this.#index += 1;
  }
}
