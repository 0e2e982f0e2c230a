import { parseProfileTypeId } from '../store/profile-type.ts';

/** A series' labels, and its type as labels too: Pyroscope lists and selects by these. */
export function withTypeLabels(labels: Readonly<Record<string, string>>, profileType: string): Record<string, string> {
  return { ...labels, __name__: parseProfileTypeId(profileType)?.name ?? '', __profile_type__: profileType };
}
