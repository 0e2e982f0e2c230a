import { type DisposableTempDir, mkdirSync, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BackendBinaries,
  type BackendCommand,
  collectorCommand,
  ensureBackends,
  jaegerCommand,
  prometheusCommand,
  writeJaegerUi,
  writePrometheusConfiguration,
} from '../backends/index.ts';
import { BackendProcess } from './backend-process.ts';
import { freePorts } from './free-ports.ts';

export interface CollectorTiersOptions {
  agents: number;
  gateways: number;
  /** Environment variables of the gateways. */
  environment?: Record<string, string>;
  /** A further configuration file of the first gateway. */
  firstGateway?: string;
}

const HOST = '127.0.0.1';

/** Agents and gateways before a Jaeger and a Prometheus, all real and on free loopback ports. */
export class CollectorTiers implements AsyncDisposable {
  readonly #home: DisposableTempDir = mkdtempDisposableSync(join(tmpdir(), 'cortex-tiers-'));
  readonly #processes: BackendProcess[] = [];
  /** URLs where the agents take OTLP over HTTP. */
  readonly agents: string[] = [];
  readonly gateways: BackendProcess[] = [];
  /** URLs where the gateways take OTLP over HTTP. */
  readonly gatewayUrls: string[] = [];
  jaeger = '';
  prometheus = '';

  /** Starts all parts. Resolves when they are ready. */
  static async start(options: CollectorTiersOptions): Promise<CollectorTiers> {
    const tiers = new CollectorTiers();
    try {
      await tiers.#start(options);
      return tiers;
    } catch (error) {
      await tiers[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.#processes.toReversed()) await one.end('SIGKILL');
    this.#home[Symbol.dispose]();
  }

  async #start({ agents, gateways, environment = {}, firstGateway }: CollectorTiersOptions): Promise<void> {
    const binaries = await ensureBackends();
    const backends = await this.#startBackends(binaries);
    const addresses: string[] = [];
    for (let number = 1; number <= gateways; number++) {
      const name = `gateway-${number}`;
      const { grpc, ports } = await this.#collectorPorts(this.gatewayUrls);
      addresses.push(grpc);
      const command = collectorCommand({ ...backends, ...ports, gateway: { name, host: HOST } });
      const more = number === 1 && firstGateway !== undefined ? ['--config', firstGateway] : [];
      this.gateways.push(
        await this.#launch(name, {
          ...command,
          args: [...command.args, ...more],
          env: { ...command.env, ...environment },
        }),
      );
    }
    for (let number = 1; number <= agents; number++) {
      const name = `agent-${number}`;
      const { ports } = await this.#collectorPorts(this.agents);
      const dataDirectory = join(this.#home.path, name);
      mkdirSync(dataDirectory);
      const command = collectorCommand({ ...backends, ...ports, dataDirectory, gateways: addresses });
      await this.#launch(name, { ...command, env: { ...command.env, CORTEX_COLLECTOR_INSTANCE: name } });
    }
  }

  async #startBackends({ jaeger, prometheus, collector }: BackendBinaries) {
    const dataDirectory = this.#home.path;
    const ports = await freePorts(5);
    const [queryPort, otlpPort, healthPort, metricsPort, prometheusPort] = ports as [
      number,
      number,
      number,
      number,
      number,
    ];
    this.jaeger = `http://${HOST}:${queryPort}`;
    this.prometheus = `http://${HOST}:${prometheusPort}`;
    const listen = `${HOST}:${prometheusPort}`;
    await writeJaegerUi({ dataDirectory, consoleUrl: this.jaeger });
    // Nothing listens on these ports: the asserted metrics are pushed.
    const peers = { alertmanager: 1, console: 1, coreApi: 1, memory: 1, cognition: 1, logs: 1, profiles: undefined };
    await writePrometheusConfiguration({ dataDirectory, ports: { ...peers, jaegerMetrics: metricsPort } });
    await this.#launch(
      'jaeger',
      jaegerCommand({ binary: jaeger, dataDirectory, host: HOST, queryPort, otlpPort, healthPort, metricsPort }),
    );
    await this.#launch(
      'prometheus',
      prometheusCommand({ binary: prometheus, dataDirectory, consoleUrl: this.prometheus, listen }),
    );
    const jaegerOtlp = `${HOST}:${otlpPort}`;
    return { binary: collector, dataDirectory, jaegerOtlp, prometheus: listen, logs: `${HOST}:1`, allowedHosts: '' };
  }

  async #collectorPorts(urls: string[]) {
    const [grpcPort, httpPort, health] = (await freePorts(3)) as [number, number, number];
    urls.push(`http://${HOST}:${httpPort}`);
    return { grpc: `${HOST}:${grpcPort}`, ports: { grpcPort, httpPort, health: `${HOST}:${health}` } };
  }

  async #launch(name: string, run: BackendCommand): Promise<BackendProcess> {
    const started = new BackendProcess({ name, run, directory: this.#home.path });
    this.#processes.push(started);
    await started.start();
    return started;
  }
}
