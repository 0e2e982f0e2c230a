import {
  createOtlpNetworkExportDelegate,
  type IExporterTransport,
  type IOtlpExportDelegate,
} from '@opentelemetry/otlp-exporter-base';
import {
  convertLegacyHttpOptions,
  createOtlpHttpExportDelegate,
  createOtlpHttpExporterMetrics,
} from '@opentelemetry/otlp-exporter-base/node-http';

const COMPONENT = 'otlp_http_profile_exporter';
const PATH = 'v1development/profiles';
const CONTENT_TYPE = 'application/x-protobuf';
const SERIALIZER = {
  serializeRequest: (request: Uint8Array) => request,
  deserializeResponse: () => ({}),
};
// The exporter's own metrics do not support profiles. No meter provider is passed, so none are made.
const METRICS_HELPER = { name: 'span', countItems: () => 1 } as const;

export interface Transport {
  readonly delegate: IOtlpExportDelegate<Uint8Array>;
  readonly endpoint: string;
}

type HttpOptions = ReturnType<typeof convertLegacyHttpOptions>;

/** Creates a transport that sends bytes over HTTP. */
export type CreateTransport = (options: HttpOptions, contentType: string) => IExporterTransport;

/**
 * Creates OpenTelemetry's OTLP exporter for requests that are already encoded. Endpoint, headers, compression, timeout and certificates come from
 * `OTEL_EXPORTER_OTLP_*` and `OTEL_EXPORTER_OTLP_PROFILES_*`.
 */
export function openTransport(createTransport?: CreateTransport): Transport {
  const options = convertLegacyHttpOptions({}, 'PROFILES', PATH, { 'Content-Type': CONTENT_TYPE });
  const delegate =
    createTransport === undefined
      ? createOtlpHttpExportDelegate(options, SERIALIZER, COMPONENT, METRICS_HELPER, undefined)
      : delegateOf(options, createTransport(options, CONTENT_TYPE));
  return { delegate, endpoint: options.url };
}

function delegateOf(options: HttpOptions, transport: IExporterTransport): IOtlpExportDelegate<Uint8Array> {
  const metrics = createOtlpHttpExporterMetrics(COMPONENT, METRICS_HELPER, options.url, undefined);
  return createOtlpNetworkExportDelegate(options, SERIALIZER, metrics, transport);
}
