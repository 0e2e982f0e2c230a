import { convertLegacyHttpOptions, createOtlpHttpExportDelegate } from '@opentelemetry/otlp-exporter-base/node-http';

const PATH = 'v1development/profiles';
const SERIALIZER = {
  serializeRequest: (request: Uint8Array) => request,
  deserializeResponse: () => ({}),
};

export interface Transport {
  readonly delegate: ReturnType<typeof createOtlpHttpExportDelegate<Uint8Array, object>>;
  readonly endpoint: string;
}

/**
 * The stock OTLP sender (endpoint, headers, compression, timeout and certificates from `OTEL_EXPORTER_OTLP_*` and
 * `OTEL_EXPORTER_OTLP_PROFILES_*`; retries with backoff within the timeout), with bytes that are encoded already.
 */
export function createTransport(): Transport {
  const options = convertLegacyHttpOptions({}, 'PROFILES', PATH, { 'Content-Type': 'application/x-protobuf' });
  // Its own metrics know no profiles; without a meter provider it makes none.
  const metricsHelper = { name: 'span', countItems: () => 1 } as const;
  return {
    delegate: createOtlpHttpExportDelegate(options, SERIALIZER, 'otlp_http_profile_exporter', metricsHelper, undefined),
    endpoint: options.url,
  };
}
