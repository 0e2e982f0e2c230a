const INSTANCE = /(^|,)(\s*service\.instance\.id\s*=\s*[^,\s]+)/;

/**
 * Additional environment variables of a worker. A `service.instance.id` that is set for the service gets the worker's number, because workers
 * with one id would write the same series.
 */
export function instanceOf(number: number, { OTEL_RESOURCE_ATTRIBUTES = '' }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (!INSTANCE.test(OTEL_RESOURCE_ATTRIBUTES)) return {};
  return { OTEL_RESOURCE_ATTRIBUTES: OTEL_RESOURCE_ATTRIBUTES.replace(INSTANCE, `$1$2-${number}`) };
}
