import { withInspector } from '@cortex/local/inspector';
import { nodeProcesses } from '@cortex/local/state';
import { memoryOf } from '../../platform/limits/process-memory.ts';
import type { StartedProcesses } from '../../platform/process-runner.ts';
import type { Memory } from './memory.ts';

const LOOK_EVERY_MILLISECONDS = 500;

/** Monitors the processes of a stack: which have ended, and how much memory they hold. */
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

  memory(): Memory {
    const sizes = this.#processes.state.processes.map(({ name, pid }) => {
      const { resident, ofFiles } = memoryOf(pid);
      return [name, { resident: resident / 1e6, own: (resident - ofFiles) / 1e6 }] as const;
    });
    return Object.fromEntries(sizes);
  }

  /** Collects garbage in all Node processes, except one whose inspector cannot be opened at the moment: its garbage counts as its memory. */
  async collectGarbage(): Promise<void> {
    const collect = nodeProcesses(this.#processes.state.processes).map((one) =>
      withInspector(one, (inspector) => inspector.call('HeapProfiler.collectGarbage')).catch(() => {}),
    );
    await Promise.all(collect);
  }

  #look(): void {
    for (const { name, pid } of this.#processes.state.processes)
      this.#seen.set(name, (this.#seen.get(name) ?? new Set()).add(pid));
  }
}
