import { Platform, type StartedPlatform } from '../platform/platform.ts';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';

/** The native platform that all security suites attack, one after the other. */
export class SecurityPlatform {
  /** Known to the tests, so that they can speak to a service as another service does. */
  readonly internalSecret = 'an-internal-secret-of-the-test-only-0123456789';
  readonly user = { username: 'user@example.com', password: 'password123' };
  #processes: StartedProcesses | undefined;
  #platform: StartedPlatform | undefined;

  async start(): Promise<void> {
    const runner = new ProcessRunner({ env: { CORTEX_INTERNAL_SECRET: this.internalSecret } });
    this.#platform = await new Platform({
      start: async () => {
        this.#processes = await runner.start();
        return this.#processes;
      },
    }).start();
  }

  async stop(): Promise<void> {
    await this.#platform?.stop();
  }

  get platform(): StartedPlatform {
    if (this.#platform === undefined) throw new Error('the platform has not started');
    return this.#platform;
  }

  /** Its processes, state directory and output. */
  get processes(): StartedProcesses {
    if (this.#processes === undefined) throw new Error('the platform has not started');
    return this.#processes;
  }
}
