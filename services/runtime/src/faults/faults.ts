import { ATTR_FAULT_INJECTED } from '@cortex/signals/contract';
import { trace } from '@opentelemetry/api';
import { detached } from '../context/detached.ts';
import { commit } from './commit.ts';
import type { Fault } from './fault.ts';

/** Set a fault, clear that of a target, or clear all. */
export type FaultChange = { set: Fault } | { clear: string } | { clearAll: true };

interface SetFault {
  fault: Fault;
  /** When it is cleared by itself, as `performance.now()`. */
  until: number;
  /** Aborted when the fault is cleared, which ends whatever it holds up. */
  lifetime: AbortController;
  expiry: NodeJS.Timeout | undefined;
}

/** The key of the fault for all targets. No target has an empty name. */
const EVERYTHING = '';

/** The active faults of a service: at most one for each target, and one for all targets without their own. */
export class Faults {
  readonly #set = new Map<string, SetFault>();

  get isEmpty(): boolean {
    return this.#set.size === 0;
  }

  list(): Fault[] {
    return Array.from(this.#set.values(), ({ fault }) => fault);
  }

  /** The active faults, each for the rest of its time. */
  remaining(): Fault[] {
    return Array.from(this.#set.values(), ({ fault, until }) =>
      fault.seconds === undefined ? fault : { ...fault, seconds: Math.max(until - performance.now(), 1) / 1_000 },
    );
  }

  apply(change: FaultChange): void {
    if ('set' in change) this.set(change.set);
    else if ('clear' in change) this.clear(change.clear);
    else this.clearAll();
  }

  /** Sets a fault, replacing the one of the same target. */
  set(fault: Fault): void {
    const { tool, seconds } = fault;
    const until = seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1_000;
    this.clear(tool);
    const expiry =
      seconds === undefined ? undefined : detached(() => setTimeout(() => this.clear(tool), seconds * 1_000).unref());
    this.#set.set(tool ?? EVERYTHING, { fault, until, lifetime: new AbortController(), expiry });
  }

  /** Clears the fault of a target, or the general one. Calls that it holds up go on. */
  clear(tool: string = EVERYTHING): void {
    const known = this.#set.get(tool);
    clearTimeout(known?.expiry);
    this.#set.delete(tool);
    known?.lifetime.abort();
  }

  clearAll(): void {
    for (const tool of this.#set.keys()) this.clear(tool);
  }

  /** Applies the fault of a target to a call, and marks the active span with it. Rejects with `signal`'s reason when the caller leaves. */
  async strike(target: string, signal: AbortSignal): Promise<void> {
    const struck = this.#set.get(target) ?? this.#set.get(EVERYTHING);
    if (struck === undefined || Math.random() >= struck.fault.probability) return;
    trace.getActiveSpan()?.setAttribute(ATTR_FAULT_INJECTED, struck.fault.kind);
    await commit(struck.fault, { lifetime: struck.lifetime.signal, caller: signal });
  }
}
