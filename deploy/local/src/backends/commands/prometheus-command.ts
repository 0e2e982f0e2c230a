import { join } from 'node:path';
import type { BackendCommand, PrometheusSettings } from '../types.ts';
import { prometheusConfiguration } from './prometheus-configuration.ts';

/** Prometheus, with the configuration that `writePrometheusConfiguration` has written to the data directory. */
export function prometheusCommand({ binary, dataDirectory, consoleUrl, listen }: PrometheusSettings): BackendCommand {
  return {
    command: binary,
    args: [
      `--config.file=${prometheusConfiguration(dataDirectory)}`,
      `--storage.tsdb.path=${join(dataDirectory, 'prometheus')}`,
      `--web.listen-address=${listen}`,
      // Prometheus has no page here; the console shows the source of an alert.
      `--web.external-url=${consoleUrl}`,
      // No origin has this name, so that no page can read an answer, even if it reaches Prometheus.
      '--web.cors.origin=none',
      '--web.enable-otlp-receiver',
      '--enable-feature=exemplar-storage',
      // A remote store that is away would hold up the end for a minute, after which the supervisor kills Prometheus.
      '--storage.remote.flush-deadline=5s',
    ],
    // Nine tenths of its limit in a container, as Prometheus sets it there. Without a limit, the heap may grow with the machine's memory.
    env: { GOMEMLIMIT: '920MiB' },
    readiness: { url: `http://${listen}/-/ready` },
  };
}
