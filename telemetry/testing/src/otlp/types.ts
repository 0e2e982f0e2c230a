/** A value of OTLP/JSON. These types have the parts that tests look at; opentelemetry-proto has the rest. */
export interface OtlpValue {
  readonly stringValue?: string;
  readonly intValue?: number;
  readonly boolValue?: boolean;
}

export interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

export interface OtlpSpan {
  readonly name: string;
  readonly kind: number;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: OtlpAttribute[];
  readonly events?: { readonly name: string; readonly attributes?: OtlpAttribute[] }[];
  readonly links?: { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number; readonly message?: string };
}

export interface OtlpMetric {
  readonly name: string;
  readonly unit: string;
  readonly sum?: OtlpPoints;
  readonly gauge?: OtlpPoints;
  readonly histogram?: OtlpPoints;
}

interface OtlpPoints {
  readonly dataPoints: {
    readonly attributes: OtlpAttribute[];
    readonly explicitBounds?: number[];
    readonly asInt?: number | string;
    readonly asDouble?: number;
  }[];
}

export interface OtlpLogRecord {
  readonly body: OtlpValue;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly traceId?: string;
  readonly spanId?: string;
  readonly attributes: OtlpAttribute[];
}

interface Resource {
  readonly resource: { readonly attributes: OtlpAttribute[] };
}

export interface OtlpBody {
  readonly resourceSpans?: (Resource & {
    readonly scopeSpans: { readonly scope: { readonly name: string }; readonly spans: OtlpSpan[] }[];
  })[];
  readonly resourceMetrics?: (Resource & { readonly scopeMetrics: { readonly metrics: OtlpMetric[] }[] })[];
  readonly resourceLogs?: (Resource & { readonly scopeLogs: { readonly logRecords: OtlpLogRecord[] }[] })[];
}

/** Turns attributes into a plain record. */
export function plainAttributes(attributes: readonly OtlpAttribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
