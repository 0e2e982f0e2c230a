/** What the profiles of a series measure, e.g. `process_cpu:cpu:nanoseconds:cpu:nanoseconds`. */
export interface ProfileType {
  name: string;
  sampleType: string;
  sampleUnit: string;
  periodType: string;
  periodUnit: string;
}

export function profileTypeId({ name, sampleType, sampleUnit, periodType, periodUnit }: ProfileType): string {
  return [name, sampleType, sampleUnit, periodType, periodUnit].join(':');
}

/** Parses the five parts of an id; undefined if there are not five, or a leading one is empty. */
export function parseProfileTypeId(id: string): ProfileType | undefined {
  const [name, sampleType, sampleUnit, periodType, periodUnit, ...more] = id.split(':');
  if (!name || !sampleType || sampleUnit === undefined || periodType === undefined || periodUnit === undefined)
    return undefined;
  return more.length === 0 ? { name, sampleType, sampleUnit, periodType, periodUnit } : undefined;
}
