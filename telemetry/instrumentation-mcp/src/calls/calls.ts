import type { RequestId } from '../internal-types.ts';
import type { Call } from './call.ts';

/**
 * The running calls in one direction, by the id of their request. Most of the time there is only one, which is kept outside of the map,
 * because a map reallocates after every few additions and removals.
 */
export class Calls {
  #single: Call | undefined;
  #singleId: RequestId | undefined;
  readonly #others = new Map<RequestId, Call>();

  get isEmpty(): boolean {
    return this.#singleId === undefined && this.#others.size === 0;
  }

  get(id: RequestId | undefined): Call | undefined {
    if (id === undefined) return undefined;
    if (id === this.#singleId) return this.#single;
    return this.#others.size === 0 ? undefined : this.#others.get(id);
  }

  /** @returns the call that had this id before */
  set(id: RequestId, call: Call): Call | undefined {
    const previous = this.take(id);
    if (this.#singleId === undefined) {
      this.#singleId = id;
      this.#single = call;
    } else this.#others.set(id, call);
    return previous;
  }

  /** Removes and returns a call. */
  take(id: RequestId | undefined): Call | undefined {
    const call = this.get(id);
    if (call === undefined || id === undefined) return undefined;
    if (id === this.#singleId) {
      this.#singleId = undefined;
      this.#single = undefined;
    } else this.#others.delete(id);
    return call;
  }

  ids(): RequestId[] {
    return this.#singleId === undefined ? [...this.#others.keys()] : [this.#singleId, ...this.#others.keys()];
  }

  /** Removes and returns all calls. */
  takeAll(): Call[] {
    const all = [...this.#others.values()];
    if (this.#single !== undefined) all.push(this.#single);
    this.#others.clear();
    this.#singleId = undefined;
    this.#single = undefined;
    return all;
  }
}
