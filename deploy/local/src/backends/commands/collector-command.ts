import { join } from 'node:path';
import { collectorDirectory } from '../paths.ts';
import type { BackendCommand, CollectorSettings } from '../types.ts';
import { loopback } from './loopback.ts';

/** The Collector. It has a profiles pipeline only if there is a destination for profiles, and accepts Fluentd's protocol only if a port is given. */
export function collectorCommand(settings: CollectorSettings): BackendCommand {
  return {
    command: settings.binary,
    args: [
      ...['config.yaml', ...tracesFiles(settings)].flatMap(configurationArguments),
      ...forwardArguments(settings),
      ...profileArguments(settings),
    ],
    env: collectorEnvironment(settings),
    readiness: { url: `http://${settings.health}` },
  };
}

function configurationArguments(file: string): string[] {
  return ['--config', join(collectorDirectory, file)];
}

function tracesFiles({ gateways, gateway }: CollectorSettings): string[] {
  if (gateways !== undefined) return ['agent.yaml'];
  return gateway === undefined ? ['traces.yaml'] : ['gateway.yaml', 'sampling.yaml'];
}

function forwardArguments({ fluentPort }: CollectorSettings): string[] {
  return fluentPort === undefined ? [] : configurationArguments('forward.yaml');
}

function profileArguments({ pyroscopeUrl }: CollectorSettings): string[] {
  if (pyroscopeUrl === undefined) return [];
  return [...configurationArguments('profiles.yaml'), '--feature-gates=service.profilesSupport'];
}

function collectorEnvironment(settings: CollectorSettings): Record<string, string> {
  const { dataDirectory, fluentPort, pyroscopeUrl, gateways, gateway } = settings;
  return {
    CORTEX_COLLECTOR_HOST: gateway?.host ?? loopback,
    CORTEX_COLLECTOR_GRPC_PORT: String(settings.grpcPort),
    CORTEX_COLLECTOR_HTTP_PORT: String(settings.httpPort),
    CORTEX_COLLECTOR_HEALTH_ENDPOINT: settings.health,
    CORTEX_COLLECTOR_STORAGE: join(dataDirectory, gateway?.name ?? 'collector'),
    CORTEX_ALLOWED_HOSTS: settings.allowedHosts,
    // Above the memory limiter, which looks once a second, and below the memory of the container.
    GOMEMLIMIT: gateway === undefined ? '320MiB' : '640MiB',
    JAEGER_OTLP_ENDPOINT: settings.jaegerOtlp,
    PROMETHEUS_OTLP_ENDPOINT: `http://${settings.prometheus}/api/v1/otlp`,
    LOGS_OTLP_ENDPOINT: `http://${settings.logs}/insert/opentelemetry`,
    ...(gateways !== undefined && { CORTEX_GATEWAYS: JSON.stringify(gateways) }),
    ...(gateway !== undefined && { CORTEX_COLLECTOR_INSTANCE: gateway.name }),
    ...(fluentPort !== undefined && { CORTEX_COLLECTOR_FLUENT_PORT: String(fluentPort) }),
    ...(pyroscopeUrl !== undefined && { PYROSCOPE_URL: pyroscopeUrl }),
  };
}
