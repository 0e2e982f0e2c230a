import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unescape as decoded } from 'node:querystring';
import { parse, stringify } from 'yaml';
import { prometheusDirectory } from '../paths.ts';
import type { PrometheusPeers } from '../types.ts';
import { loopback } from './loopback.ts';

const targetsName = 'targets';
const configurationName = 'prometheus.yml';
/** Prometheus' own metrics that say how far the other store is behind, and what is lost on the way. */
const REMOTE_WRITE_METRICS =
  'prometheus_remote_storage_(samples_(failed|dropped)_total|highest_timestamp_in_seconds|queue_highest_sent_timestamp_seconds)';

function configurationDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'prometheus-config');
}

/** The path of Prometheus' configuration file. */
export function prometheusConfiguration(dataDirectory: string): string {
  return join(configurationDirectory(dataDirectory), configurationName);
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
  remoteWrite?: RemoteWrite | undefined;
}

export interface RemoteWrite {
  /** Where a copy of all samples goes, by remote write. */
  url: string;
  /** `<host>:<port>` of this Prometheus, which then looks at its own metrics, too. */
  self: string;
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
  if (options.remoteWrite) await addRemoteWrite(join(directory, configurationName), options.remoteWrite);
  for (const [name, groups] of Object.entries(prometheusTargets(options.ports))) {
    await writeFile(join(targets, `${name}.json`), JSON.stringify(groups));
  }
}

async function addRemoteWrite(path: string, { url, self }: RemoteWrite): Promise<void> {
  const configuration = parse(await readFile(path, 'utf8')) as { scrape_configs: unknown[] };
  const own = {
    job_name: 'prometheus',
    static_configs: [{ targets: [self] }],
    metric_relabel_configs: [{ source_labels: ['__name__'], regex: REMOTE_WRITE_METRICS, action: 'keep' }],
  };
  const changed = {
    ...configuration,
    scrape_configs: [...configuration.scrape_configs, own],
    remote_write: [{ ...addressOf(url), send_exemplars: true, send_native_histograms: true }],
  };
  // A link to the file that all stacks share.
  await rm(path);
  await writeFile(path, stringify(changed));
}

/** With user and password apart: Prometheus writes the URL to its log. */
function addressOf(given: string): object {
  const url = new URL(given);
  const [username, password] = [decoded(url.username), decoded(url.password)];
  url.username = url.password = '';
  return { url: url.href, ...((username || password) && { basic_auth: { username, password } }) };
}
