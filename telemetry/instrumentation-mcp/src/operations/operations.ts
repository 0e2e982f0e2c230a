import type { KnownNames } from './known-names.ts';
import { type Names, OTHER } from './names.ts';
import { type Direction, describeOperation, type Operation } from './operation.ts';

interface OpenName {
  name: string;
  /** The known names of its kind. */
  names: Names;
  /** Returns the operation to use if the name does not exist. */
  other(): Operation;
}

/** The operations seen on one connection, cached so that their attributes are not computed for each call. */
export class Operations {
  readonly #direction: Direction;
  readonly #names: KnownNames;
  readonly #byMethod = new Map<string, Map<string, Operation>>();

  constructor(direction: Direction, names: KnownNames) {
    this.#direction = direction;
    this.#names = names;
  }

  /** @param target the result of `targetOf` */
  get(method: string, target: string): Operation {
    return this.#byMethod.get(method)?.get(target) ?? this.#describe(method, target);
  }

  #describe(method: string, target: string): Operation {
    const operation = describeOperation(method, target, this.#direction);
    const open = this.#openName(method, target);
    if (open === undefined) return this.#remember(operation, target);
    const { name, names, other } = open;
    const unsettled: Operation = {
      ...operation,
      settle: (verdict) =>
        names.judge(name, verdict) ? this.#remember(names.has(name) ? operation : unsettled, target) : other(),
    };
    return unsettled;
  }

  /** The method's or target's name, if it is not yet known whether it exists. */
  #openName(method: string, target: string): OpenName | undefined {
    const { methods } = this.#names;
    if (!methods.has(method)) return { name: method, names: methods, other: () => this.get(OTHER, '') };
    const names = this.#names.targetsOf(method);
    if (target === '' || names === undefined || names.has(target)) return undefined;
    return { name: target, names, other: () => this.get(method, OTHER) };
  }

  #remember(operation: Operation, target: string): Operation {
    const targets = this.#byMethod.get(operation.method) ?? new Map<string, Operation>();
    this.#byMethod.set(operation.method, targets.set(target, operation));
    return operation;
  }
}
