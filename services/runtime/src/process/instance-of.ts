const INSTANCE = /(^|,)(\s*service\.instance\.id\s*=\s*[^,\s]+)/;

/** What a worker has in its environment besides: an instance id that was set for the service would be that of all its processes, which would write the same series. */
export function instanceOf(number: number, { OTEL_RESOURCE_ATTRIBUTES = '' }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (!INSTANCE.test(OTEL_RESOURCE_ATTRIBUTES)) return {};
  return { OTEL_RESOURCE_ATTRIBUTES: OTEL_RESOURCE_ATTRIBUTES.replace(INSTANCE, `$1$2-${number}`) };
}
