export { BackendError } from './backend-error.ts';
export { alertmanagerCommand } from './commands/alertmanager-command.ts';
export { writeAlertmanagerWebhook } from './commands/alertmanager-webhook.ts';
export { collectorCommand } from './commands/collector-command.ts';
export { guardCommand } from './commands/guard-command.ts';
export { jaegerCommand } from './commands/jaeger-command.ts';
export { writeJaegerUi } from './commands/jaeger-ui.ts';
export { natsCommand } from './commands/nats-command.ts';
export { prometheusCommand } from './commands/prometheus-command.ts';
export { writePrometheusConfiguration } from './commands/prometheus-configuration.ts';
export { victoriaLogsCommand } from './commands/victoria-logs-command.ts';
export { ensureBackends, ensureCheckTool } from './ensure-backends.ts';
export type {
  AlertmanagerSettings,
  BackendBinaries,
  BackendCommand,
  BuildEvent,
  BuildPhase,
  CheckTool,
  CollectorSettings,
  EnsureBackendsOptions,
  JaegerSettings,
  NatsSettings,
  PrometheusPeers,
  PrometheusSettings,
  ToolName,
  VictoriaLogsSettings,
} from './types.ts';
