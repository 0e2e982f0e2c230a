import { setTimeout as pause } from 'node:timers/promises';
import { lowerPriority } from '../machine/lower-priority.ts';
import type { ProcessIdentity } from '../machine/process-identity.ts';
import { launch, type Run } from './launch.ts';
import { noteInLog } from './log-file.ts';
import { seconds } from './messages.ts';
import type { SupervisionOptions } from './options.ts';
import { isNeeded, type ProcessDefinition, type Tier } from './process-definition.ts';
import { waitUntilReady } from './readiness.ts';
import { startFailure } from './start-failure.ts';
import { type TerminateOptions, terminate } from './terminate.ts';

type StopOptions = Pick<TerminateOptions, 'patienceMilliseconds' | 'hurry'>;

export interface ReadyOptions {
  signal: AbortSignal;
  /** Resolves when the processes it needs are ready. */
  needs?: Promise<unknown>;
  /** Default: as long as a start may take. */
  withinMilliseconds?: number;
}

/**
 * Telemetry must not slow the application. The Collector takes precedence over the backends, because what it does not receive in time is lost, whereas
 * what it has received waits on disk.
 */
const NICENESS: Record<Tier, number> = { service: 0, collector: 5, backend: 10 };
/** The processes that only display telemetry must not slow it either. */
const OPTIONAL_NICENESS = 5;

/** The time after which the user is told which process the stop waits for. */
const SLOW_STOP_MILLISECONDS = 5_000;
/** Enough to reach the line that reports the fault, which a long stack of a panic may follow. */
const RECOVERY_LINES = 200;
/** How often the store of one process is repaired. If that is not enough, the store is beyond repair or the repair does not help. */
const MOST_RECOVERIES = 20;

/** One process of the stack, through all its runs. */
export class SupervisedProcess {
  readonly definition: ProcessDefinition;
  readonly #options: SupervisionOptions;
  readonly #stopping = new AbortController();
  #run: Run;
  #ready = false;
  #recoveries = 0;

  constructor(definition: ProcessDefinition, options: SupervisionOptions) {
    this.definition = definition;
    this.#options = options;
    this.#run = launch(definition);
  }

  /** Undefined between two runs. */
  get identity(): ProcessIdentity | undefined {
    return this.#run.isOver() ? undefined : this.#run.identity;
  }

  get ready(): boolean {
    return this.#ready && !this.#run.isOver();
  }

  /**
   * Asks the process whether it is ready, once those that it needs are. Rejects with the last lines of its log if it ends first or the time is over.
   */
  async becomeReady(options: ReadyOptions): Promise<void> {
    const { signal } = options;
    const given = {
      needs: Promise.resolve(),
      withinMilliseconds: this.#options.readyWithinMilliseconds,
      ...options,
    };
    for (let fault = await this.#faultOf(given); fault !== undefined; fault = await this.#faultOf(given)) {
      signal.throwIfAborted();
      if (!this.#recovered()) throw startFailure({ definition: this.definition, fault, tail: this.#run.tail() });
      this.#launch();
    }
    signal.throwIfAborted();
    this.#ready = true;
    this.#options.onChange();
    this.#giveWay();
  }

  /** Restarts the process whenever it dies, each time after a longer wait, until `stop`. First waits for a run that is not ready yet. */
  async keepAlive(): Promise<void> {
    const { signal } = this.#stopping;
    if (!this.#ready && !this.#run.isOver()) await this.#becomeReadyLate(signal);
    for (let deaths = 1; ; deaths++) {
      const began = performance.now();
      const end = await this.#run.ended;
      if (signal.aborted) return;
      if (performance.now() - began > this.#options.steadyAfterMilliseconds) deaths = 1;
      this.#ready = false;
      this.#options.onChange();
      await this.#startAgain({ end, deaths, signal });
    }
  }

  /** Ends the process and its group, and prevents further starts. */
  async stop({ patienceMilliseconds, hurry }: StopOptions): Promise<void> {
    this.#stopping.abort();
    const { identity, ended } = this.#run;
    if (identity === undefined || this.#run.isOver()) return;
    const { pid } = identity;
    const slow = setTimeout(() => this.#sayWaiting(patienceMilliseconds), SLOW_STOP_MILLISECONDS);
    const took = await terminate({ pid, gone: ended, patienceMilliseconds, hurry });
    clearTimeout(slow);
    if (took === 'SIGKILL')
      this.#options.say(`${this.definition.name} (pid ${pid}) did not stop in time and was killed`);
  }

  #sayWaiting(patienceMilliseconds: number): void {
    const { name } = this.definition;
    this.#options.say(
      `Waiting for ${name} to finish, for at most ${seconds(patienceMilliseconds)}. Ctrl-C shortens the wait`,
    );
  }

  #launch(): void {
    this.#run = launch(this.definition);
    this.#options.onChange();
  }

  /** Repairs the store if the last run ended because of it. @returns whether it did, so that the next run may succeed */
  #recovered(): boolean {
    const { name, logFile, recover } = this.definition;
    const isWanted = this.#run.isOver() && !this.#stopping.signal.aborted && this.#recoveries < MOST_RECOVERIES;
    const done = isWanted ? recover?.(this.#run.tail(RECOVERY_LINES)) : undefined;
    if (done === undefined) return false;
    this.#recoveries++;
    this.#options.say(`${name} could not open its store: ${done}. Starting it again`);
    noteInLog(logFile, done);
    return true;
  }

  #giveWay(): void {
    const { identity, definition } = this;
    const steps = definition.isOptional ? OPTIONAL_NICENESS : NICENESS[definition.tier];
    if (steps > 0 && identity !== undefined) void lowerPriority(identity.pid, steps);
  }

  async #startAgain({ end, deaths, signal }: { end: string; deaths: number; signal: AbortSignal }): Promise<void> {
    const { name, logFile } = this.definition;
    const { say, backoff } = this.#options;
    const wait = backoff(deaths);
    say(`${name} ended (${end}); starting it again in ${seconds(wait)}. Its log: ${logFile}`);
    await pause(wait, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const began = performance.now();
    try {
      this.#launch();
      await this.becomeReady({ signal, withinMilliseconds: this.#patience });
      say(`${name} is ready again after ${seconds(performance.now() - began)}`);
    } catch (error) {
      if (!signal.aborted) this.#giveUpRun(error as Error);
    }
  }

  async #becomeReadyLate(signal: AbortSignal): Promise<void> {
    try {
      await this.becomeReady({ signal, withinMilliseconds: this.#patience });
      this.#options.say(`${this.definition.name} is ready now`);
    } catch (error) {
      if (!signal.aborted) this.#giveUpRun(error as Error);
    }
  }

  /** A process that the stack needs has to become ready soon. A backend has longer: killed in the middle of a long repair, it would never finish it. */
  get #patience(): number {
    const { lateWithinMilliseconds, readyWithinMilliseconds } = this.#options;
    return isNeeded(this.definition) ? readyWithinMilliseconds : lateWithinMilliseconds;
  }

  /** Kills a run that has not become ready. `keepAlive` then starts the next one, also if the run could not be started at all. */
  #giveUpRun({ message }: Error): void {
    const [what] = message.split('\n');
    this.#options.say(`${this.definition.name} did not come back: ${what}`);
    const { identity } = this;
    if (identity !== undefined) process.kill(-identity.pid, 'SIGKILL');
  }

  /** Why the process did not become ready; undefined if it did. As long as the processes that it needs are not ready, only its end is a fault of its own. */
  async #faultOf({ signal, needs, withinMilliseconds }: Required<ReadyOptions>): Promise<string | undefined> {
    const { ended } = this.#run;
    const settled = new AbortController();
    const ready = needs.then(
      () => this.#answerFault(AbortSignal.any([signal, settled.signal]), withinMilliseconds),
      () => new Promise<never>(() => {}),
    );
    const fault = await Promise.race([ready, ended.then((end) => `ended before it was ready (${end})`)]);
    settled.abort();
    return fault;
  }

  async #answerFault(signal: AbortSignal, withinMilliseconds: number): Promise<string | undefined> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(withinMilliseconds)]);
    return waitUntilReady(this.definition.readinessUrl, limit).then(
      () => undefined,
      () => `was not ready within ${seconds(withinMilliseconds)}`,
    );
  }
}
