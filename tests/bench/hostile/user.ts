import { setTimeout as pause } from 'node:timers/promises';
import { CoreApiClient } from '@cortex/local/demo';
import { eventually } from '@cortex/trace-testing';
import { z } from 'zod';

const PERIOD_MILLISECONDS = 250;
const OUTPUT_PATIENCE_MILLISECONDS = 60_000;
const CREDENTIALS = { username: 'user@example.com', password: 'password123' };

const output = z.object({ input_id: z.string() });

/** A user who sends ordinary inputs at a steady rate and reads their outputs. */
export class User {
  /** Inputs sent. */
  sent = 0;
  /** One line for each failure. */
  readonly failures: string[] = [];
  readonly #coreApi: string;
  readonly #accepted = new Set<string>();
  readonly #delivered = new Set<string>();

  constructor(coreApi: string) {
    this.#coreApi = coreApi;
  }

  /** The number of inputs whose output has arrived. */
  get answered(): number {
    return this.#delivered.size;
  }

  /** Logs in and sends until the signal is aborted or that many inputs are sent, then waits for the last outputs. */
  async useUntil(
    signal: AbortSignal,
    { inputs = Infinity, pauseMilliseconds = PERIOD_MILLISECONDS } = {},
  ): Promise<void> {
    const leave = new AbortController();
    const client = new CoreApiClient(this.#coreApi, leave.signal);
    await client.login(CREDENTIALS);
    const reading = this.#read(client, leave.signal);
    const most = this.sent + inputs;
    while (!signal.aborted && this.sent < most) {
      await this.#send(client);
      await pause(pauseMilliseconds, undefined, { signal }).catch(() => {});
    }
    await this.#outputsAreThere().catch(() => {});
    leave.abort();
    await reading;
    for (const inputId of this.#accepted.difference(this.#delivered)) {
      this.failures.push(`no output of ${inputId}`);
      this.#accepted.delete(inputId);
    }
  }

  async #send(client: CoreApiClient): Promise<void> {
    this.sent++;
    try {
      const { inputId } = await client.sendInput(`ordinary note ${this.sent}`, 'hostile-bench');
      this.#accepted.add(inputId);
    } catch (error) {
      this.failures.push((error as Error).message);
    }
  }

  async #read(client: CoreApiClient, leave: AbortSignal): Promise<void> {
    try {
      for await (const { event, data } of await client.openStream())
        if (event === 'output') this.#delivered.add(output.parse(JSON.parse(data)).input_id);
    } catch (error) {
      if (!leave.aborted) this.failures.push(`the stream of outputs: ${(error as Error).message}`);
    }
  }

  async #outputsAreThere(): Promise<void> {
    await eventually(async () => this.#accepted.isSubsetOf(this.#delivered) || undefined, {
      what: 'all outputs',
      timeoutMilliseconds: OUTPUT_PATIENCE_MILLISECONDS,
    });
  }
}
