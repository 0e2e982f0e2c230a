import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@cortex/trace-testing';
import { bootId, identify, isRunning, type ProcessIdentity } from '../machine/process-identity.ts';
import { repository } from '../settings.ts';
import { nodeProgram } from '../stack/node-program.ts';
import { writeState } from '../state/write-state.ts';
import { launch, type Run } from '../supervisor/launch.ts';
import type { ProcessDefinition } from '../supervisor/process-definition.ts';
import { waitUntilReady } from '../supervisor/readiness.ts';
import { freePort } from './free-ports.ts';

const SERVICE = 'busy-service';
const PATIENCE_MILLISECONDS = 20_000;

/** Starts the real profile store and a busy service that sends it profiles, with a state file like the supervisor's. */
export async function startSmallStack(): Promise<AsyncDisposable & { home: string; service: string; store: string }> {
  const home = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
  const port = await freePort();
  const store = `http://127.0.0.1:${port}`;
  const storeLog = join(home.path, 'logs', 'profile-store.log');
  const storeRun = launch(storeDefinition({ home: home.path, port, logFile: storeLog }));
  await waitUntilReady(`${store}/health/ready`, AbortSignal.timeout(PATIENCE_MILLISECONDS));
  const logFile = join(home.path, 'logs', `${SERVICE}.log`);
  const serviceRun = launch(serviceDefinition(logFile, store));
  await logged(logFile, 'started');
  writeState(home.path, {
    bootId: bootId(),
    supervisor: identify(process.pid) ?? { pid: process.pid, startTicks: 0 },
    ready: true,
    urls: { profiles: store },
    processes: [
      { ...identityOf(serviceRun), name: SERVICE, tier: 'service', ready: true, logFile },
      { ...identityOf(storeRun), name: 'profile-store', tier: 'backend', ready: true, logFile: storeLog },
    ],
  });
  const stop = async () => {
    await Promise.all([serviceRun, storeRun].map(end));
    home[Symbol.dispose]();
  };
  return { home: home.path, service: SERVICE, store, [Symbol.asyncDispose]: stop };
}

/** Resolves when the text is in the log. */
export async function logged(logFile: string, text: string): Promise<void> {
  const isLogged = () => {
    const log = readFileSync(logFile, 'utf8');
    if (!log.includes(text)) throw new Error(`the log does not contain "${text}": ${log}`);
    return true;
  };
  await eventually(isLogged, { what: `"${text}" in ${logFile}` });
}

interface StoreOptions {
  home: string;
  port: number;
  logFile: string;
}

function storeDefinition({ home, port, logFile }: StoreOptions): ProcessDefinition {
  const env = { ...plainEnvironment(), PORT: String(port), CORTEX_HOME: home };
  return {
    name: 'profile-store',
    tier: 'backend',
    ...nodeProgram({ folder: 'profile-store', env }),
    readinessUrl: '',
    readyAfter: [],
    logFile,
  };
}

function serviceDefinition(logFile: string, store: string): ProcessDefinition {
  const env = {
    ...plainEnvironment(),
    OTEL_SERVICE_NAME: SERVICE,
    OTEL_EXPORTER_OTLP_ENDPOINT: store,
    OTEL_TRACES_EXPORTER: 'none',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
    CORTEX_PROFILES_SIGNAL: 'SIGUSR2',
  };
  const { args, ...program } = nodeProgram({ folder: 'profile-store', imports: ['@cortex/telemetry/register'], env });
  const script = join(repository, 'deploy/local/src/testing/busy-service.ts');
  return {
    name: SERVICE,
    tier: 'service',
    ...program,
    args: [...args.slice(0, -1), script],
    cwd: join(repository, 'deploy/local'),
    readinessUrl: '',
    readyAfter: [],
    logFile,
  };
}

/** The environment without the variables that Jest sets. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return rest;
}

const identityOf = ({ identity }: Run): ProcessIdentity => identity ?? { pid: 0, startTicks: 0 };

async function end({ identity, ended }: Run): Promise<void> {
  // A process that has ended by itself, such as a store whose port was taken, cannot be signalled.
  if (identity !== undefined && isRunning(identity)) process.kill(identity.pid, 'SIGTERM');
  await ended;
}
