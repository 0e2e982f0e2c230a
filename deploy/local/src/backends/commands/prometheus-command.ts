import { join } from 'node:path';
import type { BackendCommand, PrometheusSettings } from '../types.ts';
import { loopback, loopbackUrl } from './loopback.ts';
import { prometheusConfiguration } from './prometheus-configuration.ts';

/** Prometheus on the configuration that `writePrometheusConfiguration` has put into the data directory. */
export function prometheusCommand({ binary, dataDirectory, port }: PrometheusSettings): BackendCommand {
  return {
    command: binary,
    args: [
      `--config.file=${prometheusConfiguration(dataDirectory)}`,
      `--storage.tsdb.path=${join(dataDirectory, 'prometheus')}`,
      `--web.listen-address=${loopback}:${port}`,
      `--web.external-url=${loopbackUrl(port)}`,
      '--web.enable-otlp-receiver',
      '--enable-feature=exemplar-storage',
    ],
    env: {},
    readiness: { url: loopbackUrl(port, '/-/ready') },
  };
}
