import { gunzipSync } from 'node:zlib';
import { Profile as Pprof } from 'pprof-format';
import protobuf from 'protobufjs';
import type { Frame, Profile, Sample } from '../store/profile.ts';
import { profileTypeId } from '../store/profile-type.ts';
import { labelName, SERVICE_NAME } from './labels.ts';
import { MalformedProfile } from './malformed-profile.ts';
import { pprofType, profileName, type SampleTypeNames, text } from './pprof-type.ts';
import { profileTime } from './profile-time.ts';

export interface PprofDelivery {
  /** pprof, gzipped or not. */
  bytes: Buffer;
  /** As in Pyroscope's `/ingest`: an application name, with labels in braces behind it. */
  name: string;
  /** Milliseconds since the epoch, used where the profile itself does not say, or says what cannot be. */
  began: number | undefined;
  /** What the client calls its sample types; undefined where it says nothing about them. */
  sampleTypes: SampleTypeNames | undefined;
  /** Of the profile once it is unzipped. */
  limitBytes: number;
}

const SPAN_LABELS = new Set(['span_id', 'trace_id']);

/**
 * One profile for each of pprof's sample types and sets of labels. Numbers among the labels, such as the size of an allocation, tell no
 * series apart; samples with a negative value, as the difference of two heaps has them, are left out. Both is as in Pyroscope.
 * Throws {@link MalformedProfile}.
 */
export function readPprof({ bytes, name, began, sampleTypes, limitBytes }: PprofDelivery): Profile[] {
  const pprof = decode(bytes, limitBytes);
  const labels = parseApplicationName(name);
  const timeMilliseconds = profileTime(Number(pprof.timeNanos), began);
  const stacks = stackReader(pprof);
  const series = profileName(pprof, sampleTypes);
  const amounts = pprof.sample.filter(({ value }) => value.every((one) => signed(one) >= 0));
  return pprof.sampleType.flatMap((valueType, index) => {
    const type = pprofType(pprof, series, valueType);
    const groups = Map.groupBy(amounts, (sample) => JSON.stringify({ ...labels, ...seriesLabels(pprof, sample) }));
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

/** The decoder takes 64-bit integers for unsigned ones. */
function signed(value: number | bigint): number {
  return typeof value === 'number' ? value : Number(BigInt.asIntN(64, value));
}

function labelsOf(pprof: Pprof, sample: Pprof['sample'][number]): Array<[string, string]> {
  return sample.label
    .map(({ key, str }): [string, string] => [text(pprof, key), text(pprof, str)])
    .filter(([, value]) => value !== '');
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
    value: signed(sample.value[index] ?? 0),
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
