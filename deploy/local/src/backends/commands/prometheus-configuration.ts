import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { prometheusDirectory } from '../paths.ts';
import type { PrometheusPeers } from '../types.ts';
import { loopback } from './loopback.ts';

const targetsName = 'targets';

function configurationDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'prometheus-config');
}

/** The path of Prometheus' configuration file. */
export function prometheusConfiguration(dataDirectory: string): string {
  return join(configurationDirectory(dataDirectory), 'prometheus.yml');
}

/** The contents of the files in `targets/`, by name, for peers on these ports of loopback. */
function prometheusTargets(ports: PrometheusPeers): Record<string, { targets: string[] }[]> {
  return {
    alertmanager: [{ targets: [`${loopback}:${ports.alertmanager}`] }],
    'cortex-console': [{ targets: [`${loopback}:${ports.console}`] }],
    'core-api': [{ targets: [`${loopback}:${ports.coreApi}`] }],
    'memory-service': [{ targets: [`${loopback}:${ports.memory}`] }],
    'cognition-service': [{ targets: [`${loopback}:${ports.cognition}`] }],
    jaeger: [{ targets: [`${loopback}:${ports.jaegerMetrics}`] }],
    logs: [{ targets: [`${loopback}:${ports.logs}`] }],
    'profile-store': ports.profiles === undefined ? [] : [{ targets: [`${loopback}:${ports.profiles}`] }],
  };
}

export interface PrometheusConfigurationOptions {
  dataDirectory: string;
  ports: PrometheusPeers;
}

/**
 * Writes a configuration directory for one stack: links to the files of `deploy/prometheus`, and targets on the stack's ports. Each stack needs
 * its own, because Prometheus does not expand variables in targets, and looks for their files beside its configuration.
 */
export async function writePrometheusConfiguration(options: PrometheusConfigurationOptions): Promise<void> {
  const directory = configurationDirectory(options.dataDirectory);
  const targets = join(directory, targetsName);
  await rm(directory, { recursive: true, force: true });
  await mkdir(targets, { recursive: true });
  for (const name of await readdir(prometheusDirectory)) {
    if (name !== targetsName) await symlink(join(prometheusDirectory, name), join(directory, name));
  }
  for (const [name, groups] of Object.entries(prometheusTargets(options.ports))) {
    await writeFile(join(targets, `${name}.json`), JSON.stringify(groups));
  }
}
