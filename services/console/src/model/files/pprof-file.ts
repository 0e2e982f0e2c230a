import type { Profile } from 'pprof-format';
import type { MergedProfile } from '../../backends/profile-store.ts';

/** What a profile measures, e.g. `cpu` in `nanoseconds`. */
export interface SampleType {
  name: string;
  unit: string;
}

/** A profile from a file; each sample has a value of each type. */
export interface FileProfile {
  types: SampleType[];
  profile: MergedProfile;
}

/** @param bytes pprof, unzipped. @throws when it is invalid */
export async function profileFromPprof(bytes: Uint8Array): Promise<FileProfile> {
  const { Profile } = await import('pprof-format');
  const decoded = Profile.decode(bytes);
  if (decoded.sampleType.length === 0 || decoded.sample.length === 0) throw new Error('it has no samples');
  const text = (index: number | bigint) => decoded.stringTable.strings[Number(index)] ?? '';
  return {
    types: decoded.sampleType.map(({ type, unit }) => ({ name: text(type), unit: text(unit) })),
    profile: plain(decoded),
  };
}

/** The profile with the values of one of its types. */
export function ofType({ profile }: FileProfile, index: number): MergedProfile {
  const sample = profile.sample.map(({ locationId, value }) => ({ locationId, value: [value[index] ?? 0] }));
  return { ...profile, sample };
}

function plain({ sample, location, function: functions, stringTable, period }: Profile): MergedProfile {
  return {
    stringTable: stringTable.strings,
    sampleType: [],
    period: Number(period),
    sample: sample.map(({ locationId, value }) => ({
      locationId: locationId.map(Number),
      value: value.map((one) => Math.max(0, signed(one))),
    })),
    location: location.map(({ id, line }) => ({
      id: Number(id),
      line: line.map(({ functionId, line: number }) => ({ functionId: Number(functionId), line: Number(number) })),
    })),
    function: functions.map(({ id, name, filename }) => ({
      id: Number(id),
      name: Number(name),
      filename: Number(filename),
    })),
  };
}

/** Reinterprets a 64-bit integer, which the decoder takes for unsigned. */
function signed(value: number | bigint): number {
  return typeof value === 'number' ? value : Number(BigInt.asIntN(64, value));
}
