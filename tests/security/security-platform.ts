import { Platform, type StartedPlatform } from '../platform/platform.ts';
import { ProcessRunner, type StartedProcesses } from '../platform/process-runner.ts';

/** The native platform that all security suites attack, one after the other. */
export class SecurityPlatform {
  /** Known to the tests, so that they can call a service like another service. */
  readonly internalSecret = 'an-internal-secret-of-the-test-only-0123456789';
  /** The variables that it is started with. The last one is of no use to it, and is only in the shell. */
  readonly secrets = {
    CORTEX_JWT_SECRET: 'a-key-of-the-users-of-the-test-only-0123456789',
    CORTEX_INTERNAL_SECRET: this.internalSecret,
    CORTEX_ALERT_WEBHOOK_URL: 'http://127.0.0.1:9/a-webhook-of-the-test-only',
    PGPASSWORD: 'a-password-of-the-test-only',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a-key-of-the-test-only',
    NPM_TOKEN: 'a-token-of-the-test-only',
  };
  readonly user = { username: 'user@example.com', password: 'password123' };
  #processes: StartedProcesses | undefined;
  #platform: StartedPlatform | undefined;

  async start(): Promise<void> {
    const runner = new ProcessRunner({ env: this.secrets });
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
