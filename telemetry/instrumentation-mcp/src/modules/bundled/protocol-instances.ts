import { REPORT } from './mark-source.ts';

type Listener = (instance: object) => void;

/** Shared by all copies of this package in the process. */
const LISTENERS = Symbol.for('cortex.telemetry.mcp.protocols');

/** @param listener is given each instance of a marked `Protocol`, while that is being constructed. It must not throw */
export function onProtocol(listener: Listener): void {
  listeners().add(listener);
}

/**
 * Defines the global function that marked sources call.
 * @returns false where the application has a global of that name: then no source may be marked
 */
export function defineReport(): boolean {
  const known = Reflect.get(globalThis, REPORT);
  if (known !== undefined) return LISTENERS in Object(known);
  const report = Object.assign((instance: object) => reportInstance(instance), { [LISTENERS]: true });
  return Reflect.defineProperty(globalThis, REPORT, { value: report });
}

/** @returns what stood in the place of the call */
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
