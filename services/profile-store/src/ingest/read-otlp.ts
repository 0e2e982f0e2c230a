import type { Profile, Sample } from '../store/profile.ts';
import { profileTypeId } from '../store/profile-type.ts';
import { labelName, SERVICE_NAME } from './labels.ts';
import { MalformedProfile } from './malformed-profile.ts';
import { OtlpDictionary } from './otlp-dictionary.ts';
import { type AnyValue, decodeExportRequest, type ExportProfilesRequest, type OtlpProfile } from './otlp-messages.ts';
import { otlpProfileType, valueScale } from './otlp-profile-type.ts';
import { profileTime } from './profile-time.ts';

type Labels = Record<string, string>;

/**
 * Reads an `ExportProfilesServiceRequest` in protobuf, naming series as Pyroscope does. Attributes of samples split
 * a profile into one for each set of labels, save numbers, such as ids of threads. Throws {@link MalformedProfile}.
 */
export function readOtlpProfiles(bytes: Uint8Array): Profile[] {
  const { resourceProfiles, dictionary } = decode(bytes);
  if (resourceProfiles.length === 0) return [];
  if (dictionary === null) throw new MalformedProfile('the dictionary is missing');
  const tables = new OtlpDictionary(dictionary);
  return resourceProfiles.flatMap(({ resource, scopeProfiles }) => {
    const labels = resourceLabels(resource?.attributes ?? []);
    return scopeProfiles.flatMap(({ profiles }) => profiles.flatMap((profile) => readProfile(profile, labels, tables)));
  });
}

function decode(bytes: Uint8Array): ExportProfilesRequest {
  try {
    return decodeExportRequest(bytes);
  } catch (error) {
    throw new MalformedProfile('the body is no ExportProfilesServiceRequest in protobuf', { cause: error });
  }
}

function resourceLabels(attributes: Array<{ key: string; value: AnyValue | null }>): Labels {
  const labels: Labels = { [SERVICE_NAME]: 'unknown_service' };
  for (const { key, value } of attributes) {
    const text = textOf(value);
    if (text !== '') labels[labelName(key)] = text;
  }
  return labels;
}

function textOf(value: AnyValue | null): string {
  return String(value?.stringValue ?? value?.intValue ?? value?.boolValue ?? value?.doubleValue ?? '');
}

function readProfile(profile: OtlpProfile, resource: Labels, tables: OtlpDictionary): Profile[] {
  const type = otlpProfileType(profile, tables);
  const scale = valueScale(profile, tables);
  const bySeries = new Map<string, { labels: Labels; samples: Sample[] }>();
  for (const sample of profile.samples) {
    const labels = { ...resource, ...sampleLabels(sample.attributeIndices, tables) };
    const key = JSON.stringify(labels);
    const series = bySeries.get(key) ?? { labels, samples: [] };
    series.samples.push(readSample(sample, scale, tables));
    bySeries.set(key, series);
  }
  const timeMilliseconds = profileTime(profile.timeUnixNano);
  return [...bySeries].map(([key, { labels, samples }]) => ({
    id: [profileTypeId(type), key, profile.timeUnixNano || timeMilliseconds, profile.profileId].join('|'),
    type,
    labels,
    timeMilliseconds,
    samples,
  }));
}

function sampleLabels(attributes: readonly number[], tables: OtlpDictionary): Labels {
  return Object.fromEntries(
    attributes.flatMap((index) => {
      const { key, value } = tables.attribute(index);
      return value?.stringValue ? [[labelName(key), value.stringValue] as const] : [];
    }),
  );
}

function readSample(sample: OtlpProfile['samples'][number], scale: number, tables: OtlpDictionary): Sample {
  const { stackIndex, linkIndex, values, timestampsUnixNano } = sample;
  // A sample without a value stands for one event at each of its times.
  const value = values.length === 0 ? timestampsUnixNano.length : values.reduce((sum, part) => sum + part, 0);
  return { stack: tables.stack(stackIndex), value: Math.round(value * scale), ...tables.link(linkIndex) };
}
