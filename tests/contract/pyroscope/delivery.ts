import { ExportProfilesServiceRequest } from '@cortex/profile-store';

export interface StatedSample {
  /** Function names, outermost call first. */
  stack: string[];
  value: number;
  link?: { traceId: string; spanId: string };
}

export interface StatedProfile {
  service: string;
  timeMilliseconds: number;
  samples: StatedSample[];
  /** Default: CPU time in nanoseconds. */
  type?: { type: string; unit: string; periodType: string; periodUnit: string };
}

/** A count of samples, one for each nanosecond, which Pyroscope takes for its standard CPU profile. */
const CPU = { type: 'samples', unit: 'count', periodType: 'cpu', periodUnit: 'nanoseconds' };

/** Sends one profile as OTLP in protobuf, like a Collector. */
export async function deliver(url: string, profile: StatedProfile): Promise<Response> {
  return fetch(new URL('/v1development/profiles', url), {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf' },
    body: new Uint8Array(encode(profile)),
  });
}

/** A table of the dictionary, in which entry 0 is the zero value. */
class Table<T> {
  readonly entries: T[];
  readonly #indices = new Map<string, number>();

  constructor(zero: T) {
    this.entries = [zero];
  }

  add(key: string, entry: () => T): number {
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const index = this.entries.push(entry()) - 1;
    this.#indices.set(key, index);
    return index;
  }
}

/** An OTLP request with one profile. */
export function encode({ service, timeMilliseconds, samples, type = CPU }: StatedProfile): Uint8Array {
  const strings = new Table('');
  const functions = new Table<object>({});
  const locations = new Table<object>({});
  const stacks = new Table<object>({});
  const links = new Table<object>({});
  const string = (value: string) => (value === '' ? 0 : strings.add(value, () => value));
  const location = (name: string) =>
    locations.add(name, () => ({
      lines: [
        {
          functionIndex: functions.add(name, () => ({
            nameStrindex: string(name),
            filenameStrindex: string('shop.ts'),
          })),
          line: 7,
        },
      ],
    }));
  const valueType = (name: string, unit: string) => ({ typeStrindex: string(name), unitStrindex: string(unit) });
  const encodedSamples = samples.map(({ stack, value, link }) => ({
    stackIndex: stacks.add(stack.join(), () => ({ locationIndices: stack.map(location).reverse() })),
    linkIndex:
      link === undefined
        ? 0
        : links.add(link.spanId, () => ({ traceId: fromHex(link.traceId), spanId: fromHex(link.spanId) })),
    values: [value],
  }));
  const profile = {
    sampleType: valueType(type.type, type.unit),
    periodType: valueType(type.periodType, type.periodUnit),
    period: 1,
    timeUnixNano: timeMilliseconds * 1e6,
    samples: encodedSamples,
  };
  const attributes = [{ key: 'service.name', value: { stringValue: service } }];
  const message = ExportProfilesServiceRequest.fromObject({
    resourceProfiles: [{ resource: { attributes }, scopeProfiles: [{ profiles: [profile] }] }],
    dictionary: {
      mappingTable: [{}],
      locationTable: locations.entries,
      functionTable: functions.entries,
      linkTable: links.entries,
      stringTable: strings.entries,
      attributeTable: [{}],
      stackTable: stacks.entries,
    },
  });
  return ExportProfilesServiceRequest.encode(message).finish();
}

const fromHex = (digits: string): Buffer => Buffer.from(digits, 'hex');
