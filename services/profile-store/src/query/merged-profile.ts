import type { Frame } from '../store/profile.ts';
import type { ProfileType } from '../store/profile-type.ts';
import type { StackTotal } from './profile-reader.ts';

/** `google.v1.Profile` (pprof) as protobuf's JSON writes it: 64-bit integers as text. */
export interface MergedProfile {
  sampleType: ValueType[];
  sample: Array<{ locationId: string[]; value: string[] }>;
  location: Array<{ id: string; line: Array<{ functionId: string; line: string }> }>;
  function: Array<{ id: string; name: string; systemName: string; filename: string }>;
  stringTable: string[];
  timeNanos: string;
  durationNanos: string;
  periodType: ValueType;
  period: string;
}

interface ValueType {
  type: string;
  unit: string;
}

export interface MergeOptions {
  type: ProfileType;
  /** Milliseconds since the epoch. */
  start: number;
  end: number;
}

/** Merges stacks into one pprof that keeps files and lines. */
export function buildMergedProfile(stacks: readonly StackTotal[], { type, start, end }: MergeOptions): MergedProfile {
  const tables = new Tables();
  const sampleType = [{ type: tables.string(type.sampleType), unit: tables.string(type.sampleUnit) }];
  const periodType = { type: tables.string(type.periodType), unit: tables.string(type.periodUnit) };
  const sample = stacks.map(({ stack, value }) => ({
    // pprof has the innermost call first.
    locationId: stack.map((frame) => tables.location(frame)).reverse(),
    value: [String(value)],
  }));
  return {
    sampleType,
    sample,
    location: tables.locations,
    function: tables.functions,
    stringTable: tables.strings,
    timeNanos: nanoseconds(start),
    durationNanos: nanoseconds(end - start),
    periodType,
    period: '1',
  };
}

const nanoseconds = (milliseconds: number): string => String(BigInt(milliseconds) * 1_000_000n);

/** Everything once; ids begin at 1, and string 0 is empty. */
class Tables {
  readonly strings = [''];
  readonly functions: MergedProfile['function'] = [];
  readonly locations: MergedProfile['location'] = [];
  readonly #ids = new Map<string, string>([['string ', '0']]);

  string(text: string): string {
    return this.#once(`string ${text}`, () => String(this.strings.push(text) - 1));
  }

  location(frame: Frame): string {
    return this.#once(`location ${frame.line} ${keyOf(frame)}`, () => {
      const line = [{ functionId: this.#function(frame), line: String(frame.line) }];
      return String(this.locations.push({ id: String(this.locations.length + 1), line }));
    });
  }

  #function(frame: Frame): string {
    return this.#once(`function ${keyOf(frame)}`, () => {
      const name = this.string(frame.function);
      const entry = {
        id: String(this.functions.length + 1),
        name,
        systemName: name,
        filename: this.string(frame.file),
      };
      return String(this.functions.push(entry));
    });
  }

  #once(key: string, make: () => string): string {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = make();
    this.#ids.set(key, id);
    return id;
  }
}

const keyOf = (frame: Frame): string => `${frame.file}\0${frame.function}`;
