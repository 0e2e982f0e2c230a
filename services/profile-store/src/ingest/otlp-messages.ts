import protobuf from 'protobufjs';
import type { Budget } from './budget.ts';
import { type Shape, weigh } from './weigh.ts';

/**
 * The part of OTLP profiles v1development (opentelemetry-proto 1.10, `profiles.proto`) that the store reads. 64-bit
 * integers become numbers, by which values and times in nanoseconds lose less than a microsecond.
 */
const descriptor = {
  nested: {
    ExportProfilesServiceRequest: message({
      resourceProfiles: repeated('ResourceProfiles', 1),
      dictionary: single('ProfilesDictionary', 2),
    }),
    ExportProfilesServiceResponse: message({ partialSuccess: single('ExportProfilesPartialSuccess', 1) }),
    ExportProfilesPartialSuccess: message({
      rejectedProfiles: single('int64', 1),
      errorMessage: single('string', 2),
    }),
    ProfilesDictionary: message({
      mappingTable: repeated('Mapping', 1),
      locationTable: repeated('Location', 2),
      functionTable: repeated('Function', 3),
      linkTable: repeated('Link', 4),
      stringTable: repeated('string', 5),
      attributeTable: repeated('KeyValueAndUnit', 6),
      stackTable: repeated('Stack', 7),
    }),
    ResourceProfiles: message({ resource: single('Resource', 1), scopeProfiles: repeated('ScopeProfiles', 2) }),
    Resource: message({ attributes: repeated('KeyValue', 1) }),
    ScopeProfiles: message({ profiles: repeated('Profile', 2) }),
    Profile: message({
      sampleType: single('ValueType', 1),
      samples: repeated('Sample', 2),
      timeUnixNano: single('fixed64', 3),
      periodType: single('ValueType', 5),
      period: single('int64', 6),
      profileId: single('bytes', 7),
    }),
    Sample: message({
      stackIndex: single('int32', 1),
      attributeIndices: repeated('int32', 2),
      linkIndex: single('int32', 3),
      values: repeated('int64', 4),
      timestampsUnixNano: repeated('fixed64', 5),
    }),
    ValueType: message({ typeStrindex: single('int32', 1), unitStrindex: single('int32', 2) }),
    // The store ignores it, but Pyroscope refuses profiles without an entry 0.
    Mapping: message({}),
    Location: message({ lines: repeated('Line', 3) }),
    Line: message({ functionIndex: single('int32', 1), line: single('int64', 2) }),
    Function: message({ nameStrindex: single('int32', 1), filenameStrindex: single('int32', 3) }),
    Link: message({ traceId: single('bytes', 1), spanId: single('bytes', 2) }),
    Stack: message({ locationIndices: repeated('int32', 1) }),
    KeyValueAndUnit: message({ keyStrindex: single('int32', 1), value: single('AnyValue', 2) }),
    KeyValue: message({ key: single('string', 1), value: single('AnyValue', 2) }),
    AnyValue: message({
      stringValue: single('string', 1),
      boolValue: single('bool', 2),
      intValue: single('int64', 3),
      doubleValue: single('double', 4),
    }),
  },
};

type Field = { type: string; id: number; rule?: 'repeated' };

function message(fields: Record<string, Field>) {
  return { fields };
}

function single(type: string, id: number): Field {
  return { type, id };
}

function repeated(type: string, id: number): Field {
  return { type, id, rule: 'repeated' };
}

const root = protobuf.Root.fromJSON(descriptor);

/** The message types themselves, for programs that send such requests and read the answers. */
export const ExportProfilesServiceRequest = root.lookupType('ExportProfilesServiceRequest');
export const ExportProfilesServiceResponse = root.lookupType('ExportProfilesServiceResponse');

export interface AnyValue {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: number;
  doubleValue?: number;
}

export interface OtlpProfile {
  sampleType: ValueType | null;
  samples: Array<{
    stackIndex: number;
    attributeIndices: number[];
    linkIndex: number;
    values: number[];
    timestampsUnixNano: number[];
  }>;
  timeUnixNano: number;
  periodType: ValueType | null;
  period: number;
  profileId: string;
}

interface ValueType {
  typeStrindex: number;
  unitStrindex: number;
}

export interface ProfilesDictionary {
  locationTable: Array<{ lines: Array<{ functionIndex: number; line: number }> }>;
  functionTable: Array<{ nameStrindex: number; filenameStrindex: number }>;
  /** Ids are in base64. */
  linkTable: Array<{ traceId: string; spanId: string }>;
  stringTable: string[];
  attributeTable: Array<{ keyStrindex: number; value: AnyValue | null }>;
  stackTable: Array<{ locationIndices: number[] }>;
}

export interface ExportProfilesRequest {
  resourceProfiles: Array<{
    resource: { attributes: Array<{ key: string; value: AnyValue | null }> } | null;
    scopeProfiles: Array<{ profiles: OtlpProfile[] }>;
  }>;
  dictionary: ProfilesDictionary | null;
}

/** Converts a message type into a shape for `weigh`. */
function shapeOf(type: protobuf.Type): Shape {
  return Object.fromEntries(
    type.fieldsArray.map((field) => {
      const { resolvedType } = field.resolve();
      if (resolvedType instanceof protobuf.Type) return [field.id, shapeOf(resolvedType)];
      return [field.id, field.type === 'string' || field.type === 'bytes' ? 'text' : 'numbers'];
    }),
  );
}

const EXPORT_REQUEST = shapeOf(ExportProfilesServiceRequest);

/** The answer to a request of which this many profiles were refused. */
export function encodeExportResponse(rejectedProfiles: number, errorMessage: string): Buffer {
  const partialSuccess = { rejectedProfiles, errorMessage };
  // Without refusals the message is empty.
  return Buffer.from(ExportProfilesServiceResponse.encode(rejectedProfiles > 0 ? { partialSuccess } : {}).finish());
}

/** Throws when the bytes are not such a message, or exceed the budget. */
export function decodeExportRequest(bytes: Uint8Array, budget: Budget): ExportProfilesRequest {
  weigh(bytes, EXPORT_REQUEST, budget);
  const decoded = ExportProfilesServiceRequest.decode(bytes);
  return ExportProfilesServiceRequest.toObject(decoded, {
    longs: Number,
    bytes: String,
    defaults: true,
    arrays: true,
  }) as ExportProfilesRequest;
}
