import type { StartedProcesses } from '../../platform/process-runner.ts';
import { rssMegabytes } from '../overhead/process-usage.ts';

const LOOK_EVERY_MILLISECONDS = 500;

/** Watches the processes of a stack: which have ended, and how much memory they hold. */
export class Vitals {
  readonly #processes: StartedProcesses;
  readonly #seen = new Map<string, Set<number>>();
  readonly #timer: NodeJS.Timeout;

  constructor(processes: StartedProcesses) {
    this.#processes = processes;
    this.#look();
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MILLISECONDS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Names of the processes that ended, once for each time. */
  get ended(): string[] {
    this.#look();
    const running = new Set(this.#processes.state.processes.map(({ pid }) => pid));
    return [...this.#seen].flatMap(([name, pids]) => [...pids].filter((pid) => !running.has(pid)).map(() => name));
  }

  /** Resident memory in MB, by process. */
  async memory(): Promise<Record<string, number>> {
    const sizes = this.#processes.state.processes.map(
      async ({ name, pid }) => [name, await rssMegabytes(pid)] as const,
    );
    return Object.fromEntries(await Promise.all(sizes));
  }

  #look(): void {
    for (const { name, pid } of this.#processes.state.processes)
      this.#seen.set(name, (this.#seen.get(name) ?? new Set()).add(pid));
  }
}
