import { type Profile, type Sample, SERVICE_NAME } from '../store/profile.ts';
import { profileTypeId } from '../store/profile-type.ts';
import { Budget } from './budget.ts';
import { labelName } from './labels.ts';
import { LONGEST_LABEL } from './limits.ts';
import { MalformedProfile } from './malformed-profile.ts';
import { OtlpDictionary } from './otlp-dictionary.ts';
import { type AnyValue, decodeExportRequest, type ExportProfilesRequest, type OtlpProfile } from './otlp-messages.ts';
import { otlpProfileType, valueScale } from './otlp-profile-type.ts';
import { profileTime } from './profile-time.ts';

type Labels = Record<string, string>;

/** 16 bytes in base64. */
const LONGEST_ID = 24;

/**
 * Reads an `ExportProfilesServiceRequest` in protobuf, with Pyroscope's names of series. The attributes of samples split
 * a profile into one for each set of labels, except numbers such as thread ids. Throws {@link MalformedProfile}.
 */
export function readOtlpProfiles(bytes: Uint8Array): Profile[] {
  const budget = new Budget();
  const { resourceProfiles, dictionary } = decode(bytes, budget);
  if (resourceProfiles.length === 0) return [];
  if (dictionary === null) throw new MalformedProfile('the dictionary is missing');
  const tables = new OtlpDictionary(dictionary, budget);
  return resourceProfiles.flatMap(({ resource, scopeProfiles }) => {
    const reader = new OtlpProfileReader(resourceLabels(resource?.attributes ?? []), tables, budget);
    return scopeProfiles.flatMap(({ profiles }) => profiles.flatMap((profile) => reader.read(profile)));
  });
}

function decode(bytes: Uint8Array, budget: Budget): ExportProfilesRequest {
  try {
    return decodeExportRequest(bytes, budget);
  } catch (error) {
    if (error instanceof MalformedProfile) throw error;
    throw new MalformedProfile('the body is not an ExportProfilesServiceRequest in protobuf', { cause: error });
  }
}

function resourceLabels(attributes: Array<{ key: string; value: AnyValue | null }>): Labels {
  const labels: Labels = { [SERVICE_NAME]: 'unknown_service' };
  for (const { key, value } of attributes) {
    const text = textOf(value);
    if (text !== '') labels[labelName(key.slice(0, LONGEST_LABEL))] = text.slice(0, LONGEST_LABEL);
  }
  new Budget().use('labels', Object.keys(labels).length);
  return labels;
}

function textOf(value: AnyValue | null): string {
  return String(value?.stringValue ?? value?.intValue ?? value?.boolValue ?? value?.doubleValue ?? '');
}

/** Reads the profiles of one resource. */
class OtlpProfileReader {
  readonly #resource: Labels;
  readonly #tables: OtlpDictionary;
  readonly #budget: Budget;
  /** Labels as JSON, by the attributes of samples. */
  readonly #keys = new Map<string, string>();

  constructor(resource: Labels, tables: OtlpDictionary, budget: Budget) {
    this.#resource = resource;
    this.#tables = tables;
    this.#budget = budget;
  }

  read(profile: OtlpProfile): Profile[] {
    const type = otlpProfileType(profile, this.#tables);
    const scale = valueScale(profile, this.#tables);
    this.#budget.use('samples', profile.samples.length);
    const bySeries = Map.groupBy(profile.samples, ({ attributeIndices }) => this.#keyOf(attributeIndices));
    this.#budget.use('profiles', bySeries.size);
    const timeMilliseconds = profileTime(profile.timeUnixNano);
    const own = [profile.timeUnixNano || timeMilliseconds, profile.profileId.slice(0, LONGEST_ID)];
    return [...bySeries].map(([key, samples]) => ({
      id: [profileTypeId(type), key, ...own].join('|'),
      type,
      labels: JSON.parse(key) as Labels,
      timeMilliseconds,
      samples: samples.map((sample) => this.#sample(sample, scale)),
    }));
  }

  #keyOf(attributes: readonly number[]): string {
    const indices = attributes.join(',');
    const known = this.#keys.get(indices);
    if (known !== undefined) return known;
    const own = sampleLabels(attributes, this.#tables);
    new Budget().use('labels', Object.keys(own).length);
    const key = JSON.stringify({ ...this.#resource, ...own });
    this.#budget.use('characters', key.length);
    this.#keys.set(indices, key);
    return key;
  }

  #sample(
    { stackIndex, linkIndex, values, timestampsUnixNano }: OtlpProfile['samples'][number],
    scale: number,
  ): Sample {
    // A sample without values stands for one event at each of its timestamps.
    const value = values.length === 0 ? timestampsUnixNano.length : values.reduce((sum, part) => sum + part, 0);
    return { stack: this.#tables.stack(stackIndex), value: Math.round(value * scale), ...this.#tables.link(linkIndex) };
  }
}

function sampleLabels(attributes: readonly number[], tables: OtlpDictionary): Labels {
  return Object.fromEntries(
    attributes.flatMap((index) => {
      const { key, value } = tables.attribute(index);
      return value?.stringValue ? [[labelName(key), value.stringValue.slice(0, LONGEST_LABEL)] as const] : [];
    }),
  );
}
