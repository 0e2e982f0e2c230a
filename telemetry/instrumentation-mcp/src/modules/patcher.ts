import type { ProtocolMethod } from '../internal-types.ts';
import { reportFault, reportWarning } from '../report.ts';

/** Replaces a method by one that calls it. */
export type Wrapper = (original: ProtocolMethod) => ProtocolMethod;

/** Marks patched methods, also for another copy of this package. */
const PATCHED = Symbol.for('cortex.telemetry.mcp.patched');

/** One method with a wrapper around it. */
interface Patch {
  owner: object;
  name: string;
  original: PropertyDescriptor;
  wrapped: ProtocolMethod;
}

/** Puts wrappers on the prototypes of the SDKs' classes, and takes them off again. */
export class Patcher {
  readonly #prototypes = new Map<object, Record<string, Wrapper>>();
  #patches: Patch[] = [];

  /** Patches those of the methods that `prototype` itself has, now and after each `enable()`. */
  add(prototype: object | undefined, wrappers: Record<string, Wrapper>): void {
    if (prototype === undefined || this.#prototypes.has(prototype)) return;
    this.#prototypes.set(prototype, wrappers);
    this.#patch(prototype, wrappers);
  }

  enable(): void {
    this.#patches = this.#patches.filter(isInPlace);
    for (const [prototype, wrappers] of this.#prototypes) this.#patch(prototype, wrappers);
  }

  /** A wrapper that somebody else has wrapped in turn stays, for the next `enable()`: it must not do anything meanwhile. */
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
      reportWarning(`MCP is instrumented already: ${name} is left as it is`);
      return;
    }
    const wrapped = Object.assign(wrapper(original.value), { [PATCHED]: true });
    Object.defineProperty(owner, name, { ...original, value: wrapped });
    this.#patches.push({ owner, name, original, wrapped });
  }
}

/** Whether the wrapper is there, on top or under what others have put around it. */
function isInPlace({ owner, name, original }: Patch): boolean {
  return Reflect.get(owner, name) !== original.value;
}

/** @returns whether the method is the original again */
function restore(patch: Patch): boolean {
  const { owner, name, original, wrapped } = patch;
  if (Reflect.get(owner, name) === wrapped) Object.defineProperty(owner, name, original);
  return !isInPlace(patch);
}
