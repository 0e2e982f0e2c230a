/** Whether `OTEL_CONFIG_FILE` names a file, which replaces the other variables of the SDK. */
export function hasConfigurationFile(): boolean {
  // Read by hand: no package of OpenTelemetry may be loaded as early as this is asked for.
  return (process.env.OTEL_CONFIG_FILE ?? '').trim() !== '';
}
