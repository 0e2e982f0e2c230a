import { gzipSync } from 'node:zlib';
import { Line, Location, Function as PprofFunction, Profile, Sample, StringTable, ValueType } from 'pprof-format';
import type { MergedProfile, Range } from '../backends/profile-store.ts';

/** Encodes a profile as a file for `go tool pprof`, speedscope and others. Pass no `range` if it is not that of the samples. */
export function encodePprof(merged: MergedProfile, range: Range | undefined): Buffer {
  const stringTable = new StringTable();
  const string = (index: number) => stringTable.dedup(merged.stringTable[index] ?? '');
  const valueType = ({ type, unit }: { type: number; unit: number }) =>
    new ValueType({ type: string(type), unit: string(unit) });
  const profile = new Profile({
    stringTable,
    sampleType: merged.sampleType.map(valueType),
    sample: merged.sample.map(({ locationId, value }) => new Sample({ locationId, value })),
    location: merged.location.map(
      ({ id, line }) =>
        new Location({ id, line: line.map((one) => new Line({ functionId: one.functionId, line: one.line })) }),
    ),
    function: merged.function.map(
      ({ id, name, filename }) =>
        new PprofFunction({ id, name: string(name), systemName: string(name), filename: string(filename) }),
    ),
    ...(merged.periodType && { periodType: valueType(merged.periodType), period: merged.period }),
    ...(range && { timeNanos: nanoseconds(range.start), durationNanos: nanoseconds(range.end - range.start) }),
  });
  return gzipSync(profile.encode());
}

const nanoseconds = (milliseconds: number): bigint => BigInt(milliseconds) * 1_000_000n;
