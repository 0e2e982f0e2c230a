import { gunzipSync } from 'node:zlib';
import { Profile as Pprof } from 'pprof-format';
import { type Frame, type Profile, type Sample, SERVICE_NAME } from '../store/profile.ts';
import { profileTypeId } from '../store/profile-type.ts';
import { Budget } from './budget.ts';
import { labelName } from './labels.ts';
import { LONGEST_LABEL, MAX_FRAMES } from './limits.ts';
import { MalformedProfile } from './malformed-profile.ts';
import { pprofType, profileName, type SampleTypeNames, text } from './pprof-type.ts';
import { profileTime } from './profile-time.ts';
import { frame, StackTable } from './stack-table.ts';
import { type Shape, weigh } from './weigh.ts';

export interface PprofDelivery {
  /** pprof, gzipped or plain. */
  bytes: Buffer;
  /** An application name, followed by labels in braces, as in Pyroscope's `/ingest`. */
  name: string;
  /** Milliseconds since the epoch; used if the profile has no time or an implausible one. */
  began: number | undefined;
  /** The client's names for its sample types; undefined if it sent none. */
  sampleTypes: SampleTypeNames | undefined;
  /** The largest size of the unzipped profile. */
  limitBytes: number;
}

/** https://github.com/google/pprof/blob/main/proto/profile.proto, as far as it is decoded. */
const PPROF: Shape = {
  1: { 1: 'numbers', 2: 'numbers' },
  2: { 1: 'numbers', 2: 'numbers', 3: { 1: 'numbers', 2: 'numbers', 3: 'numbers', 4: 'numbers' } },
  3: { 1: 'numbers', 2: 'numbers', 3: 'numbers', 4: 'numbers', 5: 'numbers', 6: 'numbers' },
  4: { 1: 'numbers', 2: 'numbers', 3: 'numbers', 4: { 1: 'numbers', 2: 'numbers', 3: 'numbers' }, 5: 'numbers' },
  5: { 1: 'numbers', 2: 'numbers', 3: 'numbers', 4: 'numbers', 5: 'numbers' },
  6: 'text',
  13: 'numbers',
};
const TRACE_ID_DIGITS = 32;
const SPAN_ID_DIGITS = 16;
const SPAN_LABELS = new Set(['span_id', 'trace_id']);

/**
 * Reads one profile for each of pprof's sample types and sets of labels. Numeric labels, such as the size of an allocation, create no
 * series. Samples with a negative value, as in the difference of two heaps, are left out. Pyroscope does the same.
 * Throws {@link MalformedProfile}.
 */
export function readPprof({ bytes, name, began, sampleTypes, limitBytes }: PprofDelivery): Profile[] {
  const budget = new Budget();
  const pprof = decode(bytes, limitBytes, budget);
  budget.use('sampleTypes', pprof.sampleType.length);
  const labels = parseApplicationName(name);
  const timeMilliseconds = profileTime(Number(pprof.timeNanos), began);
  const tools = { pprof, stacks: stackReader(pprof, budget), labelsOf: labelReader(pprof, labels, budget) };
  const series = profileName(pprof, sampleTypes);
  const amounts = pprof.sample.filter(({ value }) => value.every((one) => signed(one) >= 0));
  budget.use('samples', amounts.length * pprof.sampleType.length);
  const groups = Map.groupBy(amounts, (sample) => tools.labelsOf(sample).key);
  budget.use('profiles', groups.size * pprof.sampleType.length);
  return pprof.sampleType.flatMap((valueType, index) => {
    const type = pprofType(pprof, series, valueType);
    return [...groups].map(([key, samples]) => ({
      id: [profileTypeId(type), key, timeMilliseconds].join('|'),
      type,
      labels: JSON.parse(key) as Record<string, string>,
      timeMilliseconds,
      samples: samples.map((sample) => toSample(sample, index, tools)).filter(({ value }) => value !== 0),
    }));
  });
}

function decode(bytes: Buffer, limitBytes: number, budget: Budget): Pprof {
  const pprof = decodeAnything(bytes, limitBytes, budget);
  if (pprof.sampleType.length === 0)
    throw new MalformedProfile('the profile is empty or cut off: it has no sample type');
  return pprof;
}

function decodeAnything(bytes: Buffer, limitBytes: number, budget: Budget): Pprof {
  try {
    const isGzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const message = isGzipped ? gunzipSync(bytes, { maxOutputLength: limitBytes }) : bytes;
    weigh(message, PPROF, budget);
    return Pprof.decode(message);
  } catch (error) {
    if (error instanceof MalformedProfile) throw error;
    const expected = `expected pprof, gzipped or plain, of at most ${limitBytes} bytes unzipped`;
    throw new MalformedProfile(`the profile cannot be read: ${expected}`, { cause: error });
  }
}

/** Parses `shop{region=eu,pod=a}` into labels, with `service_name` from the name unless the braces have one. */
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

/** Reinterprets a 64-bit integer, which the decoder takes for unsigned. */
function signed(value: number | bigint): number {
  return typeof value === 'number' ? value : Number(BigInt.asIntN(64, value));
}

type PprofSample = Pprof['sample'][number];

interface SampleLabels {
  /** The labels that define the series, as JSON, without the ids of spans. */
  key: string;
  traceId: string;
  spanId: string;
}

interface SampleTools {
  stacks(locations: ReadonlyArray<number | bigint>): readonly Frame[];
  labelsOf(sample: PprofSample): SampleLabels;
}

function toSample(sample: PprofSample, index: number, { stacks, labelsOf }: SampleTools): Sample {
  const { traceId, spanId } = labelsOf(sample);
  return { stack: stacks(sample.locationId), value: signed(sample.value[index] ?? 0), traceId, spanId };
}

/** Creates labels once for all samples that have the same ones. */
function labelReader(pprof: Pprof, named: Record<string, string>, budget: Budget): SampleTools['labelsOf'] {
  const known = new Map<string, SampleLabels>();
  return ({ label }) => {
    const indices = label.map(({ key, str }) => `${key}=${str}`).join();
    const labels = known.get(indices) ?? readLabels(pprof, label, { named, budget });
    known.set(indices, labels);
    return labels;
  };
}

interface LabelContext {
  /** The labels in the application name. */
  named: Record<string, string>;
  budget: Budget;
}

function readLabels(pprof: Pprof, label: PprofSample['label'], { named, budget }: LabelContext): SampleLabels {
  const own = label
    .map(({ key, str }): [string, string] => [text(pprof, key), text(pprof, str).slice(0, LONGEST_LABEL)])
    .filter(([, value]) => value !== '');
  const series = own.filter(([name]) => !SPAN_LABELS.has(name)).map(([name, value]) => [labelName(name), value]);
  new Budget().use('labels', series.length);
  const ids = Object.fromEntries(own);
  const traceId = (ids.trace_id ?? '').slice(0, TRACE_ID_DIGITS);
  const spanId = (ids.span_id ?? '').slice(0, SPAN_ID_DIGITS);
  const key = JSON.stringify({ ...named, ...Object.fromEntries(series) });
  budget.use('characters', key.length + traceId.length + spanId.length);
  return { key, traceId, spanId };
}

function stackReader(pprof: Pprof, budget: Budget): SampleTools['stacks'] {
  const functions = new Map(pprof.function.map((entry) => [Number(entry.id), entry]));
  const locations = new Map(pprof.location.map((entry) => [Number(entry.id), entry]));
  const frames = new Map<number, readonly Frame[]>();
  const framesAt = (id: number | bigint): readonly Frame[] => {
    const known = frames.get(Number(id));
    if (known !== undefined) return known;
    // More would be cut off in any case.
    const lines = (locations.get(Number(id))?.line ?? []).slice(0, MAX_FRAMES + 1);
    const read = lines.map(({ functionId, line }) => {
      const entry = functions.get(Number(functionId));
      if (entry === undefined) throw new MalformedProfile(`function ${functionId} is missing`);
      return frame(
        { function: text(pprof, entry.name), file: text(pprof, entry.filename), line: Number(line) },
        budget,
      );
    });
    frames.set(Number(id), read);
    return read;
  };
  const stacks = new StackTable(budget);
  return (ids) => stacks.get(ids.slice(0, MAX_FRAMES + 1), framesAt);
}
