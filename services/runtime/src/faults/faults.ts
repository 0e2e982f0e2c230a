import { ATTR_FAULT_INJECTED } from '@cortex/signals/contract';
import { trace } from '@opentelemetry/api';
import { detached } from '../context/detached.ts';
import { commit } from './commit.ts';
import type { Fault } from './fault.ts';

interface SetFault {
  fault: Fault;
  /** Ends what the fault holds up when it is cleared. */
  lifetime: AbortController;
  expiry: NodeJS.Timeout | undefined;
}

/** The key of what strikes all targets; no target has an empty name. */
const EVERYTHING = '';

/** The faults that are injected into a service now: one for a target, and one for all targets that have none of their own. */
export class Faults {
  readonly #set = new Map<string, SetFault>();

  get isEmpty(): boolean {
    return this.#set.size === 0;
  }

  list(): Fault[] {
    return Array.from(this.#set.values(), ({ fault }) => fault);
  }

  /** Takes the place of the one that the target has. */
  set(fault: Fault): void {
    const { tool, seconds } = fault;
    this.clear(tool);
    const expiry =
      seconds === undefined ? undefined : detached(() => setTimeout(() => this.clear(tool), seconds * 1_000).unref());
    this.#set.set(tool ?? EVERYTHING, { fault, lifetime: new AbortController(), expiry });
  }

  /** Clears the fault of a target, or the one for all. What it holds up goes on. */
  clear(tool: string = EVERYTHING): void {
    const known = this.#set.get(tool);
    clearTimeout(known?.expiry);
    this.#set.delete(tool);
    known?.lifetime.abort();
  }

  clearAll(): void {
    for (const tool of this.#set.keys()) this.clear(tool);
  }

  /** Does to a call what is set for its target, and marks the active span with it. Rejects with `signal`'s reason when the caller leaves. */
  async strike(target: string, signal: AbortSignal): Promise<void> {
    const struck = this.#set.get(target) ?? this.#set.get(EVERYTHING);
    if (struck === undefined || Math.random() >= struck.fault.probability) return;
    trace.getActiveSpan()?.setAttribute(ATTR_FAULT_INJECTED, struck.fault.kind);
    await commit(struck.fault, { lifetime: struck.lifetime.signal, caller: signal });
  }
}
