import { type Direction, describeOperation, type Operation } from './operation.ts';

/** Names come from the peer, so their number has no bound of its own. */
const MAX_REMEMBERED = 512;

/** The operations seen on one connection, so that their attributes are put together once and not for each call. */
export class Operations {
  readonly #direction: Direction;
  readonly #byMethod = new Map<string, Map<string, Operation>>();
  #remembered = 0;

  constructor(direction: Direction) {
    this.#direction = direction;
  }

  get(method: string, target: string): Operation {
    return this.#byMethod.get(method)?.get(target) ?? this.#add(method, target);
  }

  #add(method: string, target: string): Operation {
    const operation = describeOperation(method, target, this.#direction);
    if (this.#remembered >= MAX_REMEMBERED) return operation;
    this.#remembered += 1;
    const targets = this.#byMethod.get(method) ?? new Map<string, Operation>();
    this.#byMethod.set(method, targets.set(target, operation));
    return operation;
  }
}
