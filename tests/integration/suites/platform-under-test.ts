import { randomUUID } from 'node:crypto';
import { CoreApiClient, traceOfInput, waitForOutputs } from '@cortex/local/demo';
import { drawTrace } from '@cortex/local/trace';
import { eventually, type Trace } from '@cortex/trace-testing';
import type { StartedPlatform } from '../../platform/platform.ts';

const USER = { username: 'user@example.com', password: 'password123' };
const PATIENCE_MILLISECONDS = 30_000;
const COLUMNS = 120;

/** What the suites of a file share: the started platform, and a request that went through it. */
export class PlatformUnderTest {
  #platform: StartedPlatform | undefined;
  #trace: Trace | undefined;

  set(platform: StartedPlatform): void {
    this.#platform = platform;
  }

  get platform(): StartedPlatform {
    if (this.#platform === undefined) throw new Error('the platform has not started');
    return this.#platform;
  }

  /** The trace of an input, which is sent on the first call. */
  async trace(): Promise<Trace> {
    this.#trace ??= await this.sendInput('The invoice of the printer is wrong');
    return this.#trace;
  }

  /** Sends an input like a user, waits for its output, and returns its trace. */
  async sendInput(content: string): Promise<Trace> {
    return this.traceOf(await this.exchange(content));
  }

  traceOf(userAgent: string): Promise<Trace> {
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    return traceOfInput({ jaeger: this.platform.urls.jaeger, userAgent, signal });
  }

  /** The same without looking for the trace. Returns the request's User-Agent. */
  async exchange(content: string): Promise<string> {
    const client = await this.client();
    const events = await client.openStream();
    const userAgent = `integration/${randomUUID()}`;
    const { inputId } = await client.sendInput(content, userAgent);
    await waitForOutputs({ events, inputIds: [inputId], onOutput: () => {} });
    return userAgent;
  }

  /** Waits until inputs are accepted, because an open circuit breaker lets the first call through only after a while. */
  async untilInputsAreTaken(): Promise<void> {
    await eventually(() => this.exchange('Back again'), { what: 'an input to be taken', timeoutMilliseconds: 40_000 });
  }

  /** A logged-in client. */
  async client(): Promise<CoreApiClient> {
    const client = new CoreApiClient(this.platform.urls.coreApi, AbortSignal.timeout(PATIENCE_MILLISECONDS));
    await client.login(USER);
    return client;
  }

  /** A test whose failure shows the last output of the parts, and the trace of the request. */
  test(title: string, check: () => Promise<void>): void {
    test(title, async () => {
      try {
        await check();
      } catch (error) {
        throw new Error(`${(error as Error).message}\n${await this.#state()}`, { cause: error });
      }
    });
  }

  async #state(): Promise<string> {
    const trace = this.#trace && drawTrace(this.#trace, { width: COLUMNS, stream: process.stderr });
    const logs = await this.platform.logTail().catch((error: Error) => `no logs: ${error.message}`);
    return ['── the trace', trace ?? '(none yet)', logs].join('\n');
  }
}
