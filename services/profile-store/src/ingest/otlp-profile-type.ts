import type { ProfileType } from '../store/profile-type.ts';
import { MalformedProfile } from './malformed-profile.ts';
import type { OtlpDictionary } from './otlp-dictionary.ts';
import type { OtlpProfile } from './otlp-messages.ts';

/** Pyroscope names a series by the type of its period. Samples that are counted with a CPU period are the standard CPU profile. */
export function otlpProfileType(profile: OtlpProfile, tables: OtlpDictionary): ProfileType {
  const { sample, period } = wireTypes(profile, tables);
  if (isSampleCount(profile, tables)) {
    return { name: 'process_cpu', sampleType: 'cpu', sampleUnit: 'nanoseconds', ...periodParts(period) };
  }
  return { name: period.type, sampleType: sample.type, sampleUnit: sample.unit, ...periodParts(period) };
}

/** The factor that converts values to the unit of the profile's type. */
export function valueScale(profile: OtlpProfile, tables: OtlpDictionary): number {
  return isSampleCount(profile, tables) ? profile.period : 1;
}

function isSampleCount(profile: OtlpProfile, tables: OtlpDictionary): boolean {
  const { sample, period } = wireTypes(profile, tables);
  return [sample.type, sample.unit, period.type, period.unit].join(':') === 'samples:count:cpu:nanoseconds';
}

function wireTypes({ sampleType, periodType, period }: OtlpProfile, tables: OtlpDictionary) {
  if (sampleType === null) throw new MalformedProfile('a profile has no sample type');
  const none = { type: '', unit: '' };
  const named = (type: NonNullable<OtlpProfile['sampleType']>) => ({
    type: tables.string(type.typeStrindex),
    unit: tables.string(type.unitStrindex),
  });
  // A period of 0 makes its type meaningless; Pyroscope reads it in the same way.
  return { sample: named(sampleType), period: periodType === null || period === 0 ? none : named(periodType) };
}

const periodParts = (period: { type: string; unit: string }) => ({ periodType: period.type, periodUnit: period.unit });
