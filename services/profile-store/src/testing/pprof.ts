import { Function as Fn, Line, Location, Profile, Sample, StringTable, ValueType } from 'pprof-format';

export interface PprofOptions {
  /** The value of each sample. */
  values?: Array<number | bigint>;
  /** The number of calls in the stack: `f1`, `f2` … */
  depth?: number;
  timeNanos?: bigint;
  /** The sample type. */
  type?: string;
  /** The line of every function. */
  line?: number | bigint;
}

/** A profile of one stack, of wall time by default, as a client of Pyroscope sends it. */
export function pprof({
  values = [1],
  depth = 1,
  timeNanos = BigInt(Date.now()) * 1_000_000n,
  type = 'wall',
  line = 1,
}: PprofOptions): Uint8Array {
  const stringTable = new StringTable();
  const index = (text: string) => stringTable.dedup(text);
  const wall = new ValueType({ type: index(type), unit: index('nanoseconds') });
  const ids = Array.from({ length: depth }, (_, level) => level + 1);
  return new Profile({
    stringTable,
    sampleType: [wall],
    periodType: wall,
    period: 1,
    timeNanos,
    function: ids.map((id) => new Fn({ id, name: index(`f${id}`), filename: index('a.ts') })),
    location: ids.map((id) => new Location({ id, line: [new Line({ functionId: id, line })] })),
    sample: values.map((value) => new Sample({ locationId: ids, value: [value] })),
  }).encode();
}
