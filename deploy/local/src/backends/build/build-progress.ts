import type { BuildEvent, BuildPhase, ToolName } from '../types.ts';

const reportEveryMilliseconds = 250;

/** Counts the steps of a tool's build, and reports changes of phase at once and steps a few times a second. */
export class BuildProgress {
  readonly #tool: ToolName;
  readonly #report: (event: BuildEvent) => void;
  readonly #started = performance.now();
  #phase: BuildPhase = 'download';
  #done = 0;
  #total: number | undefined;
  #reportedAt = 0;

  constructor(tool: ToolName, report: (event: BuildEvent) => void) {
    this.#tool = tool;
    this.#report = report;
  }

  enter(phase: BuildPhase, total?: number): void {
    this.#phase = phase;
    this.#done = 0;
    this.#total = total;
    this.#send();
  }

  step(): void {
    this.#done += 1;
    if (performance.now() - this.#reportedAt >= reportEveryMilliseconds) this.#send();
  }

  #send(): void {
    this.#reportedAt = performance.now();
    this.#report({
      tool: this.#tool,
      phase: this.#phase,
      done: this.#done,
      ...(this.#total !== undefined && { total: this.#total }),
      elapsedMilliseconds: Math.round(performance.now() - this.#started),
    });
  }
}
