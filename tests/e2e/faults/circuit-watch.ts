import { setTimeout as pause } from 'node:timers/promises';

const INTERVAL_MILLISECONDS = 50;
const STATES = ['open', 'half-open', 'closed'];

/** Records the states of core-api's circuit breaker towards memory, from `/metrics`, whenever it changes. */
export class CircuitWatch {
  readonly states: string[] = [];
  readonly #stopping = new AbortController();
  readonly #watching: Promise<void>;

  constructor(coreApi: string) {
    this.#watching = this.#watch(coreApi);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watching;
  }

  async #watch(coreApi: string): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const text = await (await fetch(`${coreApi}/metrics`)).text();
      const [, value] = /^mcp_circuit_state\{[^}]*service="memory-service"[^}]*\} (\d)/m.exec(text) ?? [];
      const state = STATES[Number(value)];
      if (state !== undefined && state !== this.states.at(-1)) this.states.push(state);
      await pause(INTERVAL_MILLISECONDS, undefined, { signal }).catch(() => undefined);
    }
  }
}
