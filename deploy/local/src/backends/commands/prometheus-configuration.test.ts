import { mkdtempDisposableSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { prometheusConfiguration, writePrometheusConfiguration } from './prometheus-configuration.ts';

interface Discovered {
  job_name: string;
  file_sd_configs: { files: string[] }[];
}

interface Configuration {
  scrape_configs: Discovered[];
  alerting: { alertmanagers: Omit<Discovered, 'job_name'>[] };
}

const ports = {
  console: 500,
  coreApi: 1000,
  memory: 2000,
  cognition: 3000,
  alertmanager: 4000,
  jaegerMetrics: 5000,
  logs: 6000,
  profiles: 7000,
};

describe('writePrometheusConfiguration', () => {
  test('writes the targets of Alertmanager and of every job, on the ports of this stack', async () => {
    using data = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    await writePrometheusConfiguration({ dataDirectory: data.path, ports: { ...ports, coreApi: 1 } });
    await writePrometheusConfiguration({ dataDirectory: data.path, ports });
    expect(await targetsByJob(data.path)).toEqual({
      alertmanager: ['127.0.0.1:4000'],
      'cortex-console': ['127.0.0.1:500'],
      'core-api': ['127.0.0.1:1000'],
      'memory-service': ['127.0.0.1:2000'],
      'cognition-service': ['127.0.0.1:3000'],
      jaeger: ['127.0.0.1:5000'],
      logs: ['127.0.0.1:6000'],
      'profile-store': ['127.0.0.1:7000'],
    });
    await writePrometheusConfiguration({ dataDirectory: data.path, ports: { ...ports, profiles: undefined } });
    expect(await targetsByJob(data.path)).toMatchObject({ 'profile-store': undefined });
  });

  test('gives Prometheus user and password of the other store apart from its URL, which it logs', async () => {
    using data = mkdtempDisposableSync(join(tmpdir(), 'cortex-local-'));
    const written = async (url: string) => {
      const remoteWrite = { url, self: '127.0.0.1:9' };
      await writePrometheusConfiguration({ dataDirectory: data.path, ports, remoteWrite });
      return parse(await readFile(prometheusConfiguration(data.path), 'utf8')).remote_write[0];
    };
    expect(await written('https://us%40er:p%3Aw@mimir.test/api/v1/push?tenant=a')).toMatchObject({
      url: 'https://mimir.test/api/v1/push?tenant=a',
      basic_auth: { username: 'us@er', password: 'p:w' },
    });
    expect(await written('http://mimir.test/api/v1/push')).toEqual({
      url: 'http://mimir.test/api/v1/push',
      send_exemplars: true,
      send_native_histograms: true,
    });
  });
});

async function targetsByJob(dataDirectory: string): Promise<Record<string, unknown>> {
  const file = prometheusConfiguration(dataDirectory);
  const { scrape_configs: jobs, alerting }: Configuration = parse(await readFile(file, 'utf8'));
  const alertmanagers = alerting.alertmanagers.map((rest) => ({ job_name: 'alertmanager', ...rest }));
  const targets: Record<string, unknown> = {};
  for (const { job_name: job, file_sd_configs: discoveries } of [...alertmanagers, ...jobs]) {
    const path = join(dirname(file), discoveries[0]?.files[0] ?? '');
    targets[job] = JSON.parse(await readFile(path, 'utf8'))[0]?.targets;
  }
  return targets;
}
