/** Whether `OTEL_CONFIG_FILE` names a file, which replaces the other variables of the SDK. */
export function hasConfigurationFile(): boolean {
  // Reads the variable itself, because no package of OpenTelemetry may be loaded this early.
  return (process.env.OTEL_CONFIG_FILE ?? '').trim() !== '';
}
