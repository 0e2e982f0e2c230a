import { REPORT } from './mark-source.ts';

type Listener = (instance: object) => void;

/** The global key of the listeners, which all copies of this package in the process share. */
const LISTENERS = Symbol.for('cortex.telemetry.mcp.protocols');

/** @param listener is called with each instance of a marked `Protocol` during its construction, and must not throw */
export function onProtocol(listener: Listener): void {
  listeners().add(listener);
}

/**
 * Defines the global function that marked sources call.
 * @returns false when the application has a global of that name, so that no source may be marked
 */
export function defineReport(): boolean {
  const known = Reflect.get(globalThis, REPORT);
  if (known !== undefined) return LISTENERS in Object(known);
  const report = Object.assign((instance: object) => reportInstance(instance), { [LISTENERS]: true });
  return Reflect.defineProperty(globalThis, REPORT, { value: report });
}

/** @returns the `Map` that the call replaced */
function reportInstance(instance: object): Map<unknown, unknown> {
  if (instance !== undefined) for (const listener of listeners()) listener(instance);
  return new Map();
}

function listeners(): Set<Listener> {
  const known = Reflect.get(globalThis, LISTENERS) as Set<Listener> | undefined;
  if (known !== undefined) return known;
  const none = new Set<Listener>();
  Reflect.defineProperty(globalThis, LISTENERS, { value: none });
  return none;
}
