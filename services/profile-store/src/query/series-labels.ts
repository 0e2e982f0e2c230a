import { parseProfileTypeId } from '../store/profile-type.ts';

/** A series' labels together with those of its type, which Pyroscope also lists and selects by. */
export function withTypeLabels(labels: Readonly<Record<string, string>>, profileType: string): Record<string, string> {
  return { ...labels, __name__: parseProfileTypeId(profileType)?.name ?? '', __profile_type__: profileType };
}
