import { gunzipSync } from 'node:zlib';
import { Profile as Pprof } from 'pprof-format';
import protobuf from 'protobufjs';
import type { Frame, Profile, Sample } from '../store/profile.ts';
import { type ProfileType, profileTypeId } from '../store/profile-type.ts';
import { labelName, SERVICE_NAME } from './labels.ts';
import { MalformedProfile } from './malformed-profile.ts';

export interface PprofDelivery {
  /** pprof, gzipped or not. */
  bytes: Buffer;
  /** As in Pyroscope's `/ingest`: an application name, with labels in braces behind it. */
  name: string;
  /** Milliseconds since the epoch, used where the profile itself does not say. */
  began: number | undefined;
  /** Of the profile once it is unzipped. */
  limitBytes: number;
}

const SPAN_LABELS = new Set(['span_id', 'trace_id']);

/** One profile for each of pprof's sample types and sets of labels. Throws {@link MalformedProfile}. */
export function readPprof({ bytes, name, began, limitBytes }: PprofDelivery): Profile[] {
  const pprof = decode(bytes, limitBytes);
  const labels = parseApplicationName(name);
  const timeMilliseconds = Math.floor(Number(pprof.timeNanos) / 1e6) || began || Date.now();
  const stacks = stackReader(pprof);
  const series = profileName(pprof);
  return pprof.sampleType.flatMap((valueType, index) => {
    const type = pprofType(pprof, series, valueType);
    const groups = Map.groupBy(pprof.sample, (sample) => JSON.stringify({ ...labels, ...seriesLabels(pprof, sample) }));
    return [...groups].map(([key, samples]) => ({
      id: [profileTypeId(type), key, timeMilliseconds].join('|'),
      type,
      labels: JSON.parse(key) as Record<string, string>,
      timeMilliseconds,
      samples: samples.map((sample) => toSample(pprof, sample, { index, stacks })).filter(({ value }) => value !== 0),
    }));
  });
}

function decode(bytes: Buffer, limitBytes: number): Pprof {
  const pprof = decodeAnything(bytes, limitBytes);
  if (pprof.sampleType.length === 0)
    throw new MalformedProfile('the profile is empty or cut off: it has no sample type');
  return pprof;
}

function decodeAnything(bytes: Buffer, limitBytes: number): Pprof {
  try {
    const isGzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const message = isGzipped ? gunzipSync(bytes, { maxOutputLength: limitBytes }) : bytes;
    requireWholeFields(message);
    return Pprof.decode(message);
  } catch (error) {
    const expected = `expected pprof, gzipped or plain, of at most ${limitBytes} bytes unzipped`;
    throw new MalformedProfile(`the profile cannot be read: ${expected}`, { cause: error });
  }
}

/** The decoder takes a message that breaks off within a field; this throws for one. */
function requireWholeFields(message: Uint8Array): void {
  const reader = protobuf.Reader.create(message);
  while (reader.pos < reader.len) reader.skipType(reader.uint32() & 7);
}

/** `shop{region=eu,pod=a}` → the labels, with `service_name` from the name unless the braces give one. */
function parseApplicationName(name: string): Record<string, string> {
  const parts = /^([^{}]+)(?:\{([^{}]*)\})?$/.exec(name.trim());
  if (parts === null)
    throw new MalformedProfile(`the name is not valid: expected application{label=value,…}, came ${name}`);
  const pairs = (parts[2] ?? '').split(',').filter((pair) => pair.trim() !== '');
  const labels = pairs.map((pair): [string, string] => {
    const [key = '', value = ''] = pair.split('=', 2);
    return [labelName(key.trim()), value.trim().replace(/^"(.*)"$/, '$1')];
  });
  return { [SERVICE_NAME]: (parts[1] as string).trim(), ...Object.fromEntries(labels) };
}

const text = (pprof: Pprof, index: number | bigint): string => pprof.stringTable.strings[Number(index)] ?? '';

/** The part of a series' name that says what kind of profile it is, after the sample types as Pyroscope derives it. */
function profileName(pprof: Pprof): string {
  const types = pprof.sampleType.map(({ type }) => text(pprof, type));
  if (types.includes('wall')) return 'wall';
  if (types.some((type) => type.includes('cpu') || type === 'samples')) return 'process_cpu';
  if (types.some((type) => /alloc_|inuse_|^space$|^objects$/.test(type))) return 'memory';
  return types.at(-1) ?? 'process_cpu';
}

function pprofType(pprof: Pprof, name: string, valueType: Pprof['sampleType'][number]): ProfileType {
  const period = pprof.periodType;
  return {
    name,
    sampleType: text(pprof, valueType.type),
    sampleUnit: text(pprof, valueType.unit),
    periodType: period === undefined ? '' : text(pprof, period.type),
    periodUnit: period === undefined ? '' : text(pprof, period.unit),
  };
}

function labelsOf(pprof: Pprof, sample: Pprof['sample'][number]): Array<[string, string]> {
  return sample.label.map(({ key, str, num }) => [text(pprof, key), text(pprof, str) || String(num)]);
}

/** The labels that tell series apart; the ids of spans do not. */
function seriesLabels(pprof: Pprof, sample: Pprof['sample'][number]): Record<string, string> {
  const own = labelsOf(pprof, sample).filter(([key]) => !SPAN_LABELS.has(key));
  return Object.fromEntries(own.map(([key, value]) => [labelName(key), value]));
}

type SampleTools = { index: number; stacks: (locations: ReadonlyArray<number | bigint>) => readonly Frame[] };

function toSample(pprof: Pprof, sample: Pprof['sample'][number], { index, stacks }: SampleTools): Sample {
  const labels = Object.fromEntries(labelsOf(pprof, sample));
  return {
    stack: stacks(sample.locationId),
    value: Number(sample.value[index] ?? 0),
    traceId: labels.trace_id ?? '',
    spanId: labels.span_id ?? '',
  };
}

function stackReader(pprof: Pprof): SampleTools['stacks'] {
  const functions = new Map(pprof.function.map((entry) => [Number(entry.id), entry]));
  const locations = new Map(pprof.location.map((entry) => [Number(entry.id), entry]));
  const known = new Map<string, readonly Frame[]>();
  const framesAt = (id: number | bigint): Frame[] =>
    (locations.get(Number(id))?.line ?? []).map(({ functionId, line }) => {
      const entry = functions.get(Number(functionId));
      if (entry === undefined) throw new MalformedProfile(`function ${functionId} is missing`);
      return { function: text(pprof, entry.name), file: text(pprof, entry.filename), line: Number(line) };
    });
  return (ids) => {
    const key = ids.join(',');
    const frames = known.get(key) ?? ids.flatMap(framesAt).reverse();
    known.set(key, frames);
    return frames;
  };
}
