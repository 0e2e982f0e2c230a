import {
  createOtlpNetworkExportDelegate,
  type IExporterTransport,
  type IOtlpExportDelegate,
} from '@opentelemetry/otlp-exporter-base';
import { convertLegacyHttpOptions, createOtlpHttpExporterMetrics } from '@opentelemetry/otlp-exporter-base/node-http';

const PATH = 'v1development/profiles';
const CONTENT_TYPE = 'application/x-protobuf';
const SERIALIZER = {
  serializeRequest: (request: Uint8Array) => request,
  deserializeResponse: () => ({}),
};

export interface Transport {
  readonly delegate: IOtlpExportDelegate<Uint8Array>;
  readonly endpoint: string;
}

/** Makes what sends bytes by HTTP. */
export type CreateTransport = (
  options: ReturnType<typeof convertLegacyHttpOptions>,
  contentType: string,
) => IExporterTransport;

/**
 * The stock OTLP sender (endpoint, headers, compression, timeout and certificates from `OTEL_EXPORTER_OTLP_*` and
 * `OTEL_EXPORTER_OTLP_PROFILES_*`), with bytes that are encoded already.
 */
export function openTransport(createTransport: CreateTransport): Transport {
  const options = convertLegacyHttpOptions({}, 'PROFILES', PATH, { 'Content-Type': CONTENT_TYPE });
  // Its own metrics know no profiles; without a meter provider it makes none.
  const metricsHelper = { name: 'span', countItems: () => 1 } as const;
  const metrics = createOtlpHttpExporterMetrics('otlp_http_profile_exporter', metricsHelper, options.url, undefined);
  return {
    delegate: createOtlpNetworkExportDelegate(options, SERIALIZER, metrics, createTransport(options, CONTENT_TYPE)),
    endpoint: options.url,
  };
}
