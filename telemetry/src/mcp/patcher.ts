import type { ProtocolMethod } from './internal-types.ts';
import { reportFault, reportWarning } from './report.ts';

/** Replaces a method by one that calls it. */
export type Wrapper = (original: ProtocolMethod) => ProtocolMethod;

/** Marks patched methods, also for another copy of this package. */
const PATCHED = Symbol.for('cortex.telemetry.mcp.patched');

/** Puts wrappers on the prototypes of the SDKs' classes, and takes them off again. */
export class Patcher {
  readonly #prototypes = new Map<object, Record<string, Wrapper>>();
  readonly #undo: (() => void)[] = [];

  /** Patches those of the methods that `prototype` itself has, now and after each `enable()`. */
  add(prototype: object | undefined, wrappers: Record<string, Wrapper>): void {
    if (prototype === undefined || this.#prototypes.has(prototype)) return;
    this.#prototypes.set(prototype, wrappers);
    this.#patch(prototype, wrappers);
  }

  enable(): void {
    this.disable();
    for (const [prototype, wrappers] of this.#prototypes) this.#patch(prototype, wrappers);
  }

  disable(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #patch(prototype: object, wrappers: Record<string, Wrapper>): void {
    try {
      for (const [name, wrapper] of Object.entries(wrappers)) this.#wrap(prototype, name, wrapper);
    } catch (error) {
      reportFault(error);
    }
  }

  #wrap(prototype: object, name: string, wrapper: Wrapper): void {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (typeof descriptor?.value !== 'function') return;
    if (PATCHED in descriptor.value) {
      reportWarning(`MCP is instrumented already: ${name} is left as it is`);
      return;
    }
    const wrapped = Object.assign(wrapper(descriptor.value), { [PATCHED]: true });
    Object.defineProperty(prototype, name, { ...descriptor, value: wrapped });
    this.#undo.push(() => {
      if (Reflect.get(prototype, name) === wrapped) Object.defineProperty(prototype, name, descriptor);
    });
  }
}
