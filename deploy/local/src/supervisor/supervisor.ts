import { allReady } from './all-ready.ts';
import { seconds } from './messages.ts';
import { type SupervisionOptions, supervisionDefaults } from './options.ts';
import { isNeeded, type ProcessDefinition, TIERS, type Tier } from './process-definition.ts';
import { stopInOrder } from './stop-in-order.ts';
import { SupervisedProcess } from './supervised-process.ts';

export interface SupervisorOptions extends Partial<Omit<SupervisionOptions, 'onChange'>> {
  say: (line: string) => void;
  /** Called after a process has started, has become ready or has ended. */
  onChange: (processes: readonly SupervisedProcess[]) => void;
  /** Aborting it ends the start. */
  signal: AbortSignal;
  /** Aborting it gives the processes that have yet to stop only a last second. */
  hurry: AbortSignal;
}

const PLURALS: Record<Tier, string> = { backend: 'backends', collector: 'Collector', service: 'services' };

/** The running processes of a stack. It starts them tier by tier and keeps each alive until `stop`. */
export class Supervisor {
  readonly #processes: SupervisedProcess[] = [];
  readonly #kept: Promise<void>[] = [];
  readonly #options: SupervisorOptions;
  readonly #supervision: SupervisionOptions;

  /**
   * Resolves when every process is ready. If a backend or an optional process is not ready in time, it says so and waits for that one in the
   * background. If another process cannot start, or the signal is aborted, it stops all and rejects.
   */
  static async start(definitions: ProcessDefinition[], options: SupervisorOptions): Promise<Supervisor> {
    const supervisor = new Supervisor(options);
    try {
      for (const tier of TIERS) await supervisor.#startTier(definitions.filter((process) => process.tier === tier));
    } catch (error) {
      await supervisor.stop();
      throw error;
    }
    return supervisor;
  }

  private constructor(options: SupervisorOptions) {
    this.#options = options;
    const onChange = () => options.onChange(this.#processes);
    this.#supervision = { ...supervisionDefaults, ...options, onChange };
  }

  /** Names of the processes that are not ready at the moment. */
  get missing(): string[] {
    return this.#processes.filter(({ ready }) => !ready).map(({ definition }) => definition.name);
  }

  /** Stops all processes in the reverse order of the start. None is left running when this resolves. */
  async stop(): Promise<void> {
    for (const tier of TIERS.toReversed()) await this.#stopTier(tier);
    await Promise.all(this.#kept);
  }

  async #startTier(definitions: ProcessDefinition[]): Promise<void> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    const started = definitions.map((definition) => this.#startProcess(definition));
    const ready = new Map<string, Promise<void>>();
    for (const process of started) {
      const { name, readyAfter } = process.definition;
      const needs = Promise.all(readyAfter.map((other) => ready.get(other)));
      ready.set(name, this.#readyOrLate(process, needs));
    }
    await allReady([...ready.values()], signal);
    this.#kept.push(...started.map((process) => process.keepAlive()));
  }

  async #readyOrLate(process: SupervisedProcess, needs: Promise<unknown>): Promise<void> {
    const { signal, say } = this.#options;
    try {
      await process.becomeReady({ signal, needs });
    } catch (error) {
      if (signal.aborted || isNeeded(process.definition)) throw error;
      const waits = process.definition.tier === 'backend' ? ' What is meant for it is queued until it is.' : '';
      say(`${(error as Error).message}\nThe stack starts without it.${waits}`);
    }
  }

  #startProcess(definition: ProcessDefinition): SupervisedProcess {
    const process = new SupervisedProcess(definition, this.#supervision);
    this.#processes.push(process);
    this.#options.onChange(this.#processes);
    return process;
  }

  async #stopTier(tier: Tier): Promise<void> {
    const members = this.#processes.filter(({ definition }) => definition.tier === tier);
    if (members.length === 0) return;
    const began = performance.now();
    const patienceMilliseconds = this.#supervision.patienceMilliseconds[tier];
    await stopInOrder(members, { patienceMilliseconds, hurry: this.#options.hurry });
    this.#options.say(`Stopped the ${PLURALS[tier]} in ${seconds(performance.now() - began)}`);
  }
}
