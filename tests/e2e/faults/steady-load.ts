import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { z } from 'zod';
import type { Ledger, LedgerEntry } from './ledger.ts';

const accepted = z.object({ input_id: z.string() });
/** Longer than a service's restart, so that a sender learns the outcome of its input. */
const PATIENCE_MILLISECONDS = 20_000;

export interface SteadyLoadOptions {
  /** The URL of core-api. */
  url: string;
  token: string;
  ledger: Ledger;
  perSecond: number;
}

/** Sends inputs at a steady rate, whether or not earlier ones have been answered, until it is stopped. */
export class SteadyLoad {
  readonly #options: SteadyLoadOptions;
  readonly #agent = new Agent({ connections: 64 });
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  readonly #sending: Promise<void>;

  constructor(options: SteadyLoadOptions) {
    this.#options = options;
    this.#sending = this.#run();
  }

  /** Resolves when all inputs have been answered or given up. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#sending;
    await Promise.all(this.#underWay);
    await this.#agent.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const interval = 1_000 / this.#options.perSecond;
    for (let due = performance.now(); !signal.aborted; due += interval) {
      await pause(Math.max(0, due - performance.now()), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const sent = this.#send().finally(() => this.#underWay.delete(sent));
      this.#underWay.add(sent);
    }
  }

  async #send(): Promise<void> {
    const { ledger } = this.#options;
    const entry = { mark: randomUUID(), traceId: randomBytes(16).toString('hex'), sentAt: performance.now() };
    ledger.sending(entry);
    const answer = await this.#ask(entry).catch(() => ({ status: 0, retryAfter: undefined, inputId: undefined }));
    ledger.answered({ entry, milliseconds: performance.now() - entry.sentAt, ...answer });
  }

  async #ask({ mark, traceId }: LedgerEntry) {
    const { url, token } = this.#options;
    const { statusCode, headers, body } = await request(`${url}/input`, {
      dispatcher: this.#agent,
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      },
      body: JSON.stringify({ content: `steady ${mark}` }),
    });
    const inputId = statusCode === 202 ? accepted.parse(await body.json()).input_id : undefined;
    if (inputId === undefined) await body.dump();
    return { status: statusCode, retryAfter: headers['retry-after']?.toString(), inputId };
  }
}
