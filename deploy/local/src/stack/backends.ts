import { join } from 'node:path';
import {
  alertmanagerCommand,
  type BackendBinaries,
  type BackendCommand,
  collectorCommand,
  jaegerCommand,
  prometheusCommand,
  victoriaLogsCommand,
} from '../backends/index.ts';
import { recoverAlertmanager } from '../recovery/recover-alertmanager.ts';
import { recoverJaeger } from '../recovery/recover-jaeger.ts';
import { recoverLogStore } from '../recovery/recover-log-store.ts';
import { recoverProfileStore } from '../recovery/recover-profile-store.ts';
import { recoverPrometheus } from '../recovery/recover-prometheus.ts';
import { repository, type Settings } from '../settings.ts';
import type { Component } from './component.ts';
import { logFileOf } from './log-file-of.ts';
import { nodeProgram } from './node-program.ts';
import { urlsOf } from './urls.ts';

export interface BackendsOptions {
  settings: Settings;
  binaries: BackendBinaries;
  env: NodeJS.ProcessEnv;
}

type Description = Pick<Component, 'name' | 'tier' | 'url' | 'hint' | 'recover'> & { run: BackendCommand };

/** Where the backends and the Collector keep their data. */
export function dataDirectoryOf(settings: Settings): string {
  return join(settings.home, 'data');
}

/** Jaeger, Prometheus, Alertmanager and the log store, then the Collector that feeds them. */
export function backendComponents(options: BackendsOptions): Component[] {
  const { settings, env } = options;
  const parts = [jaeger, prometheus, alertmanager, logStore, collector]
    .map((describe) => describe(options))
    .map(({ run, ...description }) => ({
      ...description,
      command: run.command,
      args: run.args,
      cwd: run.cwd ?? repository,
      env: { ...env, ...run.env },
      readinessUrl: run.readiness.url,
      readyAfter: [],
      logFile: logFileOf(settings.home, description.name),
    }));
  return settings.pyroscopeUrl === undefined ? [profileStore(options), ...parts] : parts;
}

function jaeger({ settings, binaries }: BackendsOptions): Description {
  const {
    jaeger: queryPort,
    jaegerOtlp: otlpPort,
    jaegerHealth: healthPort,
    jaegerMetrics: metricsPort,
  } = settings.ports;
  const dataDirectory = dataDirectoryOf(settings);
  return {
    name: 'jaeger',
    tier: 'backend',
    url: urlsOf(settings.ports).jaeger,
    hint: 'no page of its own here: npm run trace -- --latest shows the same',
    recover: recoverJaeger(dataDirectory),
    run: jaegerCommand({ binary: binaries.jaeger, dataDirectory, queryPort, otlpPort, healthPort, metricsPort }),
  };
}

function prometheus({ settings, binaries }: BackendsOptions): Description {
  const url = urlsOf(settings.ports).prometheus;
  const dataDirectory = dataDirectoryOf(settings);
  return {
    name: 'prometheus',
    tier: 'backend',
    url,
    hint: `no page of its own here: curl '${url}/api/v1/query?query=up'`,
    recover: recoverPrometheus(dataDirectory),
    run: prometheusCommand({ binary: binaries.prometheus, dataDirectory, port: settings.ports.prometheus }),
  };
}

function alertmanager({ settings, binaries }: BackendsOptions): Description {
  const dataDirectory = dataDirectoryOf(settings);
  return {
    name: 'alertmanager',
    tier: 'backend',
    url: urlsOf(settings.ports).alertmanager,
    hint: 'page of the alerts that fire',
    recover: recoverAlertmanager(dataDirectory),
    run: alertmanagerCommand({ binary: binaries.alertmanager, dataDirectory, port: settings.ports.alertmanager }),
  };
}

function logStore({ settings, binaries }: BackendsOptions): Description {
  const dataDirectory = dataDirectoryOf(settings);
  return {
    name: 'logs',
    tier: 'backend',
    url: `${urlsOf(settings.ports).logs}/select/vmui`,
    hint: 'page to search the logs in',
    recover: recoverLogStore(dataDirectory),
    run: victoriaLogsCommand({ binary: binaries.victoriaLogs, dataDirectory, port: settings.ports.logs }),
  };
}

function collector({ settings, binaries }: BackendsOptions): Description {
  const { ports } = settings;
  return {
    name: 'collector',
    tier: 'collector',
    url: urlsOf(ports).collector,
    hint: `takes OTLP over HTTP, and over gRPC on port ${ports.collectorGrpc}; no page`,
    run: collectorCommand({
      binary: binaries.collector,
      dataDirectory: dataDirectoryOf(settings),
      grpcPort: ports.collectorGrpc,
      httpPort: ports.collectorHttp,
      fluentPort: ports.collectorFluent,
      healthPort: ports.collectorHealth,
      jaegerOtlpPort: ports.jaegerOtlp,
      prometheusPort: ports.prometheus,
      logsPort: ports.logs,
      pyroscopeUrl: settings.pyroscopeUrl ?? urlsOf(ports).profiles,
    }),
  };
}

/** Stands in for a Pyroscope where none is named. */
function profileStore({ settings, env }: BackendsOptions): Component {
  const url = urlsOf(settings.ports).profiles;
  const own = { HOST: '127.0.0.1', PORT: String(settings.ports.profiles), CORTEX_HOME: settings.home };
  return {
    name: 'profile-store',
    tier: 'backend',
    url,
    hint: 'flame graphs of every service, span and trace',
    ...nodeProgram({ folder: 'profile-store', env: { ...env, ...own } }),
    recover: recoverProfileStore(dataDirectoryOf(settings)),
    readinessUrl: `${url}/health/ready`,
    readyAfter: [],
    logFile: logFileOf(settings.home, 'profile-store'),
  };
}
