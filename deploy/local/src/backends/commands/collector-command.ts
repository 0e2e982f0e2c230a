import { join } from 'node:path';
import { collectorDirectory } from '../paths.ts';
import type { BackendCommand, CollectorSettings } from '../types.ts';
import { loopback } from './loopback.ts';

const configuration = join(collectorDirectory, 'config.yaml');
const forwardConfiguration = join(collectorDirectory, 'forward.yaml');
const profilesConfiguration = join(collectorDirectory, 'profiles.yaml');

/** The Collector, with a profiles pipeline only where there is somewhere to send profiles, and Fluentd's protocol only on a port that is given. */
export function collectorCommand(settings: CollectorSettings): BackendCommand {
  return {
    command: settings.binary,
    args: ['--config', configuration, ...forwardArguments(settings), ...profileArguments(settings)],
    env: collectorEnvironment(settings),
    readiness: { url: `http://${settings.health}` },
  };
}

function forwardArguments({ fluentPort }: CollectorSettings): string[] {
  return fluentPort === undefined ? [] : ['--config', forwardConfiguration];
}

function profileArguments({ pyroscopeUrl }: CollectorSettings): string[] {
  if (pyroscopeUrl === undefined) return [];
  return ['--config', profilesConfiguration, '--feature-gates=service.profilesSupport'];
}

function collectorEnvironment(settings: CollectorSettings): Record<string, string> {
  const { dataDirectory, fluentPort, pyroscopeUrl } = settings;
  return {
    CORTEX_COLLECTOR_HOST: loopback,
    CORTEX_COLLECTOR_GRPC_PORT: String(settings.grpcPort),
    CORTEX_COLLECTOR_HTTP_PORT: String(settings.httpPort),
    CORTEX_COLLECTOR_HEALTH_ENDPOINT: settings.health,
    CORTEX_COLLECTOR_STORAGE: join(dataDirectory, 'collector'),
    CORTEX_ALLOWED_HOSTS: settings.allowedHosts,
    JAEGER_OTLP_ENDPOINT: settings.jaegerOtlp,
    PROMETHEUS_OTLP_ENDPOINT: `http://${settings.prometheus}/api/v1/otlp`,
    LOGS_OTLP_ENDPOINT: `http://${settings.logs}/insert/opentelemetry`,
    ...(fluentPort !== undefined && { CORTEX_COLLECTOR_FLUENT_PORT: String(fluentPort) }),
    ...(pyroscopeUrl !== undefined && { PYROSCOPE_URL: pyroscopeUrl }),
  };
}
