import type { ProtocolMethod } from '../internal-types.ts';
import { reportFault, reportWarning } from '../report.ts';

/** Returns the method that replaces `original` and calls it. */
export type Wrapper = (original: ProtocolMethod) => ProtocolMethod;

/** Marks patched methods, also for other copies of this package. */
const PATCHED = Symbol.for('cortex.telemetry.mcp.patched');

/** One wrapped method. */
interface Patch {
  owner: object;
  name: string;
  original: PropertyDescriptor;
  wrapped: ProtocolMethod;
}

/** Wraps methods of the SDKs' prototypes, and restores them. */
export class Patcher {
  readonly #prototypes = new Map<object, Record<string, Wrapper>>();
  #patches: Patch[] = [];

  /** Wraps the methods that `prototype` itself has, now and after each `enable()`. */
  add(prototype: object | undefined, wrappers: Record<string, Wrapper>): void {
    if (prototype === undefined || this.#prototypes.has(prototype)) return;
    this.#prototypes.set(prototype, wrappers);
    this.#patch(prototype, wrappers);
  }

  enable(): void {
    this.#patches = this.#patches.filter(isInPlace);
    for (const [prototype, wrappers] of this.#prototypes) this.#patch(prototype, wrappers);
  }

  /** Restores the methods. A wrapper that somebody else has wrapped in turn stays until the next `enable()`, and must do nothing meanwhile. */
  disable(): void {
    this.#patches = this.#patches.filter((patch) => !restore(patch));
  }

  #patch(prototype: object, wrappers: Record<string, Wrapper>): void {
    try {
      for (const [name, wrapper] of Object.entries(wrappers)) this.#wrap(prototype, name, wrapper);
    } catch (error) {
      reportFault(error);
    }
  }

  #wrap(owner: object, name: string, wrapper: Wrapper): void {
    const original = Object.getOwnPropertyDescriptor(owner, name);
    if (typeof original?.value !== 'function') return;
    if (this.#patches.some((patch) => patch.owner === owner && patch.name === name)) return;
    if (PATCHED in original.value) {
      reportWarning(`MCP is already instrumented: ${name} is not wrapped again`);
      return;
    }
    const wrapped = Object.assign(wrapper(original.value), { [PATCHED]: true });
    Object.defineProperty(owner, name, { ...original, value: wrapped });
    this.#patches.push({ owner, name, original, wrapped });
  }
}

/** Whether the wrapper is still installed, possibly inside the wrappers of others. */
function isInPlace({ owner, name, original }: Patch): boolean {
  return Reflect.get(owner, name) !== original.value;
}

/** @returns whether the method is the original again */
function restore(patch: Patch): boolean {
  const { owner, name, original, wrapped } = patch;
  if (Reflect.get(owner, name) === wrapped) Object.defineProperty(owner, name, original);
  return !isInPlace(patch);
}
