import { mebibytes, memoryOf, type ProcessMemory } from '../../platform/limits/process-memory.ts';

const LOOK_EVERY_MILLISECONDS = 250;

export interface MostMemory {
  /** Memory that the kernel cannot reclaim. */
  anonymousMegabytes: number;
  residentMegabytes: number;
}

/** Monitors the memory of a process from now on. */
export class MemoryWatch implements Disposable {
  readonly #pid: number;
  readonly #timer: NodeJS.Timeout;
  #anonymous = 0;
  #resident = 0;
  #hasEnded = false;

  constructor(pid: number) {
    this.#pid = pid;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MILLISECONDS);
  }

  /** The peak so far, in MiB. Undefined if the process has ended. */
  get most(): MostMemory | undefined {
    this.#look();
    if (this.#hasEnded) return undefined;
    return { anonymousMegabytes: mebibytes(this.#anonymous), residentMegabytes: mebibytes(this.#resident) };
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const memory = memoryIfAny(this.#pid);
    this.#hasEnded ||= memory === undefined;
    if (memory === undefined) return;
    this.#anonymous = Math.max(this.#anonymous, memory.anonymous);
    this.#resident = memory.mostResident;
  }
}

/** Undefined if the process does not exist any more. */
function memoryIfAny(pid: number): ProcessMemory | undefined {
  try {
    const memory = memoryOf(pid);
    return Number.isNaN(memory.mostResident) ? undefined : memory;
  } catch {
    return undefined;
  }
}
