import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readSettings, repository } from '@cortex/local/settings';
import { urlsOf } from '@cortex/local/stack';
import { eventually } from '@cortex/trace-testing';
import { DockerComposeEnvironment, type StartedDockerComposeEnvironment, Wait } from 'testcontainers';
import { newProjectName } from './containers/project-name.ts';
import { portVariables } from './process-runner.ts';
import type { PartName, PlatformRunner, PlatformUrls, RunningPlatform } from './runner.ts';

const run = promisify(execFile);
/** The file that deploy/forward/compose.env adds, with which the Collector accepts containers' lines. */
const FORWARD = '/etc/collector/forward.yaml';
const LOG_TAIL_LINES = '15';
const START_TIMEOUT_MILLISECONDS = 90_000;

/** The published containers, with the path at which each reports that it, or what is behind it, is ready. */
const PUBLISHED: Record<string, Ready[]> = {
  'core-api': [{ path: '/health/ready', port: 8000 }],
  'memory-service': [{ path: '/health/ready', port: 9000 }],
  'cognition-service': [{ path: '/health/ready', port: 9100 }],
  // It accepts only POST there: answering that is enough.
  collector: [{ path: '/v1/traces', port: 4318, status: 405 }],
  'console-guard': [{ path: '/health/ready', port: 3001 }],
  guard: [
    { path: '/api/services', port: 16686 },
    { path: '/-/ready', port: 9090 },
    { path: '/-/ready', port: 9093 },
    { path: '/ready', port: 4040 },
    { path: '/health', port: 9428 },
  ],
};
const GUARDED = ['console', 'jaeger', 'prometheus', 'alertmanager', 'pyroscope', 'logs'];

interface Ready {
  path: string;
  port: number;
  status?: number;
}

export interface ContainerRunnerOptions {
  /** The standalone Docker Compose v2. */
  compose: string;
  /** Compose files besides docker-compose.otel.yml, relative to the repository. */
  files: string[];
  /** Variables of these files. */
  env: Record<string, string>;
  /** Whether Compose builds the images of this repository. Default: they exist. */
  build?: boolean;
}

/** Runs the platform from docker-compose.otel.yml, with its own project name and ports. */
export class ContainerRunner implements PlatformRunner {
  readonly #options: ContainerRunnerOptions;

  constructor(options: ContainerRunnerOptions) {
    this.#options = options;
  }

  async start(): Promise<StartedContainers> {
    const { compose, files, env, build = false } = this.#options;
    const ports = await portVariables();
    const project = newProjectName();
    const composition = new DockerComposeEnvironment(repository, [
      'docker-compose.otel.yml',
      ...files,
      'tests/integration/compose.yml',
    ])
      .withProjectName(project)
      .withEnvironment({ NODE_ENV: 'development', CORTEX_COLLECTOR_CONFIG: FORWARD, ...env, ...ports })
      .withClientOptions({ executable: { executablePath: compose, standalone: true } })
      .withStartupTimeout(START_TIMEOUT_MILLISECONDS);
    for (const [part, ready] of Object.entries(PUBLISHED)) {
      const waits = ready.map(({ path, port, status = 200 }) => Wait.forHttp(path, port).forStatusCode(status));
      composition.withWaitStrategy(`${part}-1`, Wait.forAll(waits));
    }
    if (build) composition.withBuild();
    const environment = await composition.up([...Object.keys(PUBLISHED), ...GUARDED]);
    return new StartedContainers({ environment, project, compose, urls: urlsOf(readSettings(ports).ports) });
  }
}

interface StartedContainersOptions {
  environment: StartedDockerComposeEnvironment;
  project: string;
  compose: string;
  urls: PlatformUrls;
}

/** The containers of one platform. */
export class StartedContainers implements RunningPlatform {
  readonly urls: PlatformUrls;
  readonly #environment: StartedDockerComposeEnvironment;
  readonly #project: string;
  readonly #program: string;

  constructor({ environment, project, compose, urls }: StartedContainersOptions) {
    this.urls = urls;
    this.#environment = environment;
    this.#project = project;
    this.#program = compose;
  }

  async pause(part: PartName): Promise<void> {
    await this.#compose('pause', part);
  }

  async resume(part: PartName): Promise<void> {
    await this.#compose('unpause', part);
  }

  async crash(part: PartName): Promise<void> {
    await this.#compose('kill', part);
    await this.startPart(part);
  }

  /** Stops a part's container, which can be started again. */
  async stopPart(part: PartName): Promise<void> {
    await this.#compose('stop', part);
  }

  async startPart(part: PartName): Promise<void> {
    await this.#compose('start', part);
  }

  /** Makes a container of a service's image print a line, through Docker's fluentd driver. */
  async printWithFluentd(service: string, line: string): Promise<void> {
    const container = this.#environment.getContainer(`${service}-1`);
    const { stdout: image } = await run('docker', ['inspect', '--format', '{{.Config.Image}}', container.getId()]);
    const address = new URL(this.urls.fluentForward).host;
    const log = ['--log-driver=fluentd', `--log-opt=fluentd-address=${address}`, `--log-opt=tag=${service}`];
    await run('docker', ['run', '--rm', ...log, image.trim(), 'node', '-e', 'console.log(process.argv[1])', line]);
  }

  logTail(): Promise<string> {
    return this.#compose('logs', '--no-color', '--tail', LOG_TAIL_LINES);
  }

  async stop(): Promise<void> {
    // The engine may hold a network's endpoints for a moment longer than their containers, and then refuses to remove it.
    const down = async () => {
      await this.#environment.down({ timeout: 10_000 });
      return true;
    };
    await eventually(down, {
      what: 'the end of the containers, their networks and volumes',
      timeoutMilliseconds: 120_000,
    });
  }

  async #compose(...args: string[]): Promise<string> {
    const { stdout } = await run(this.#program, ['--project-name', this.#project, ...args], { cwd: '/' });
    return stdout;
  }
}
