/** Lets a few work at once, the others in their order. Who takes long does not keep the others waiting for ever. */
export class Turns {
  readonly #longestMilliseconds: number;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor({ atOnce, longestMilliseconds }: { atOnce: number; longestMilliseconds: number }) {
    this.#free = atOnce;
    this.#longestMilliseconds = longestMilliseconds;
  }

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#turn();
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      this.#next();
    };
    const timer = setTimeout(end, this.#longestMilliseconds);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      end();
    }
  }

  #turn(): Promise<void> {
    if (this.#free === 0) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#free -= 1;
    return Promise.resolve();
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
