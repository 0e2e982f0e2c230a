export { BackendError } from './backendError.ts';
export { collectorCommand } from './commands/collectorCommand.ts';
export { jaegerCommand } from './commands/jaegerCommand.ts';
export { prometheusCommand } from './commands/prometheusCommand.ts';
export {
  prometheusTargets,
  writePrometheusConfiguration,
} from './commands/prometheusConfiguration.ts';
export { victoriaLogsCommand } from './commands/victoriaLogsCommand.ts';
export { ensureBackends, ensurePromtool } from './ensureBackends.ts';
export type {
  BackendBinaries,
  BackendCommand,
  BuildEvent,
  BuildPhase,
  CollectorSettings,
  EnsureBackendsOptions,
  JaegerSettings,
  PrometheusSettings,
  ScrapedPorts,
  ToolName,
  VictoriaLogsSettings,
} from './types.ts';
