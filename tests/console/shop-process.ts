import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const SHOP = `${import.meta.dirname}/app/shop.ts`;

/** `app/shop.ts` in a process of its own, with telemetry. */
export class ShopProcess {
  readonly #child: ChildProcess;
  readonly url: string;

  static async start(collector: string): Promise<ShopProcess> {
    const args = ['--conditions=cortex-source', '--import', '@cortex/telemetry/register', SHOP];
    const child = spawn(process.execPath, args, {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        OTEL_SERVICE_NAME: 'shop',
        // A service must be found by its name although it has a namespace.
        OTEL_RESOURCE_ATTRIBUTES: 'service.namespace=acme',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector,
        OTEL_METRIC_EXPORT_INTERVAL: '2000',
        OTEL_METRIC_EXPORT_TIMEOUT: '2000',
        CORTEX_PROFILES_INTERVAL: '2000',
      },
    });
    const [url] = await once(createInterface(child.stdout), 'line');
    return new ShopProcess(child, url);
  }

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  async stop(): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await closed;
  }
}
