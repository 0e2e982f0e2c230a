import { Function as Fn, Label, Line, Location, Profile, Sample, StringTable, ValueType } from 'pprof-format';

export interface GoSample {
  function: string;
  /** One value for each sample type. */
  values: number[];
  labels?: Record<string, string | number>;
}

export interface GoPprofOptions {
  types: Array<[type: string, unit: string]>;
  samples: GoSample[];
  timeNanos?: bigint;
}

/** A profile as Go's runtime writes it: several sample types, text labels and numeric labels. */
export function goPprof({
  types,
  samples,
  timeNanos = BigInt(Date.now()) * 1_000_000n,
}: GoPprofOptions): Uint8Array<ArrayBuffer> {
  const stringTable = new StringTable();
  const index = (text: string) => stringTable.dedup(text);
  const valueTypes = types.map(([type, unit]) => new ValueType({ type: index(type), unit: index(unit) }));
  const functions = [...new Set(samples.map((sample) => sample.function))];
  const ids = functions.map((name, at) => ({ name, id: at + 1 }));
  const label = ([key, value]: [string, string | number]) =>
    new Label({ key: index(key), ...(typeof value === 'number' ? { num: value } : { str: index(value) }) });
  const encoded = new Profile({
    stringTable,
    sampleType: valueTypes,
    ...(valueTypes[0] && { periodType: valueTypes[0] }),
    period: 1,
    timeNanos,
    function: ids.map(({ name, id }) => new Fn({ id, name: index(name), filename: index('a.go') })),
    location: ids.map(({ id }) => new Location({ id, line: [new Line({ functionId: id, line: 1 })] })),
    sample: samples.map(
      ({ function: name, values, labels = {} }) =>
        new Sample({
          locationId: [functions.indexOf(name) + 1],
          value: values,
          label: Object.entries(labels).map(label),
        }),
    ),
  }).encode();
  return new Uint8Array(encoded);
}
