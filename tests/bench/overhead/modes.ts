export interface Mode {
  /** Node's flags, placed before the service's own. */
  flags: string[];
  env: Record<string, string>;
}

const OURS = ['--import', '@cortex/telemetry/register'];
const NO_METRICS = { OTEL_METRICS_EXPORTER: 'none' };
const NO_LOGS = { OTEL_LOGS_EXPORTER: 'none' };
const NO_PROFILES = { CORTEX_PROFILES: 'off' };

/** OpenTelemetry's documented flags for ES modules, which it patches only with the loader. */
const OTEL = [
  '--no-warnings',
  '--experimental-loader=@opentelemetry/instrumentation/hook.mjs',
  '--import=@opentelemetry/auto-instrumentations-node/register',
];

/** No telemetry, each signal in addition to the previous ones, and OpenTelemetry's defaults. */
export const MODES = {
  off: { flags: [], env: {} },
  traces: { flags: OURS, env: { ...NO_METRICS, ...NO_LOGS, ...NO_PROFILES } },
  metrics: { flags: OURS, env: { ...NO_LOGS, ...NO_PROFILES } },
  logs: { flags: OURS, env: NO_PROFILES },
  all: { flags: OURS, env: {} },
  otelDefaults: { flags: OTEL, env: { OTEL_NODE_ENABLED_INSTRUMENTATIONS: '' } },
} as const satisfies Record<string, Mode>;

export type ModeName = keyof typeof MODES;
