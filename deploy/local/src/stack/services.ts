import type { Settings } from '../settings.ts';
import type { Component } from './component.ts';
import { environmentFor } from './environment-for.ts';
import { logFileOf } from './log-file-of.ts';
import { nodeProgram } from './node-program.ts';
import { natsUrl, urlsOf } from './urls.ts';

export interface ServicesOptions {
  settings: Settings;
  env: NodeJS.ProcessEnv;
  /** Token for the NATS of this stack; undefined if it has none. */
  natsToken?: string | undefined;
}

type Description = Pick<Component, 'name' | 'url' | 'readyAfter' | 'hint'> & { folder: string; port: number };

/**
 * Defaults that the environment overrides: the instrumentations that the services have a use for, short intervals so that a trace shows up at once,
 * and the signal with which `npm run profile` asks for profiles.
 */
const TELEMETRY_DEFAULTS = {
  OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'http,undici,pg,pino,runtime-node',
  OTEL_METRIC_EXPORT_INTERVAL: '5000',
  OTEL_METRIC_EXPORT_TIMEOUT: '4000',
  OTEL_BSP_SCHEDULE_DELAY: '500',
  OTEL_BLRP_SCHEDULE_DELAY: '500',
  CORTEX_PROFILES_SIGNAL: 'SIGUSR2',
};

/** The services. Each becomes ready by itself; `readyAfter` keeps the stack from being ready before each has the services that it calls. */
export function serviceComponents(options: ServicesOptions): Component[] {
  return describe(options.settings).map(({ folder, port, ...description }) => ({
    ...description,
    tier: 'service',
    ...nodeProgram({
      folder,
      imports: ['@cortex/telemetry/register'],
      env: environmentOf(description.name, port, options),
    }),
    readinessUrl: `${description.url}/health/ready`,
    logFile: logFileOf(options.settings.home, description.name),
  }));
}

function describe({ ports }: Settings): Description[] {
  const urls = urlsOf(ports);
  return [
    {
      name: 'memory-service',
      folder: 'memory',
      url: urls.memory,
      port: ports.memory,
      readyAfter: [],
      hint: 'MCP at /mcp',
    },
    {
      name: 'cognition-service',
      folder: 'cognition',
      url: urls.cognition,
      port: ports.cognition,
      readyAfter: ['memory-service'],
      hint: 'MCP at /mcp',
    },
    {
      name: 'core-api',
      folder: 'core-api',
      url: urls.coreApi,
      port: ports.coreApi,
      readyAfter: ['memory-service', 'cognition-service'],
      hint: 'no page, an API: npm run demo walks through it',
    },
  ];
}

/** Strangers call only core-api, so its operator decides whose traces it continues and whose baggage it passes on. */
function contextOf(name: string, { CORTEX_REMOTE_PARENTS, OTEL_PROPAGATORS }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (name !== 'core-api') return { CORTEX_REMOTE_PARENTS: 'follow' };
  return {
    CORTEX_REMOTE_PARENTS: CORTEX_REMOTE_PARENTS || 'none',
    OTEL_PROPAGATORS: OTEL_PROPAGATORS || 'tracecontext',
  };
}

function eventsOf(name: string, { settings, natsToken }: ServicesOptions): NodeJS.ProcessEnv {
  if (name !== 'core-api' || natsToken === undefined) return {};
  return { CORTEX_EVENTS_URL: natsUrl(settings.ports, natsToken) };
}

function environmentOf(name: string, port: number, options: ServicesOptions): NodeJS.ProcessEnv {
  const { settings, env } = options;
  const urls = urlsOf(settings.ports);
  return {
    ...TELEMETRY_DEFAULTS,
    CORTEX_FAULTS: env.NODE_ENV === 'production' ? 'off' : 'on',
    ...environmentFor(name, env),
    HOST: '127.0.0.1',
    PORT: String(port),
    CORTEX_HOME: settings.home,
    MEMORY_URL: urls.memory,
    COGNITION_URL: urls.cognition,
    OTEL_SERVICE_NAME: name,
    ...contextOf(name, env),
    ...eventsOf(name, options),
    OTEL_EXPORTER_OTLP_ENDPOINT: urls.collector,
  };
}
