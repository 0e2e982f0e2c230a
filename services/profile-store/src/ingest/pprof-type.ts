import type { Profile as Pprof } from 'pprof-format';
import type { ProfileType } from '../store/profile-type.ts';
import { LONGEST_NAME } from './limits.ts';

/** A client's names for its sample types, e.g. `block_count` for `contentions`. */
export type SampleTypeNames = ReadonlyMap<string, string>;

/** Pyroscope's names, for clients that send none. */
const DEFAULT_NAMES: SampleTypeNames = new Map([
  ['samples', 'cpu_samples'],
  ['contentions', 'mutex_count'],
  ['delay', 'mutex_duration'],
]);

/** Which part of a sample type's name indicates which kind of profile, in the order in which Pyroscope checks. */
const KINDS: ReadonlyArray<[pattern: RegExp, kind: string]> = [
  [/cpu/, 'process_cpu'],
  [/alloc_|inuse_|^space$|^objects$/, 'memory'],
  [/mutex_/, 'mutex'],
  [/block_/, 'block'],
  [/goroutines/, 'goroutines'],
];

/** A string, truncated to what is kept of a name: many elements may refer to the same string. */
export const text = (pprof: Pprof, index: number | bigint): string =>
  (pprof.stringTable.strings[Number(index)] ?? '').slice(0, LONGEST_NAME);

/** The part of a series' name that states the kind of profile, derived from the sample types as in Pyroscope. */
export function profileName(pprof: Pprof, names: SampleTypeNames = DEFAULT_NAMES): string {
  const types = pprof.sampleType.map(({ type }) => text(pprof, type));
  if (types.includes('wall')) return 'wall';
  const shown = types.map((type) => names.get(type) ?? type);
  const found = shown.flatMap((name) => KINDS.filter(([pattern]) => pattern.test(name)).slice(0, 1));
  return found[0]?.[1] ?? shown.at(-1) ?? 'process_cpu';
}

export function pprofType(pprof: Pprof, name: string, valueType: Pprof['sampleType'][number]): ProfileType {
  const period = pprof.periodType;
  return {
    name,
    sampleType: text(pprof, valueType.type),
    sampleUnit: text(pprof, valueType.unit),
    periodType: period === undefined ? '' : text(pprof, period.type),
    periodUnit: period === undefined ? '' : text(pprof, period.unit),
  };
}
