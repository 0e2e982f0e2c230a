import type { MessageInitShape } from '@bufbuild/protobuf';
import type { FunctionSchema, LocationSchema, ProfileSchema } from '../messages/google/v1/profile_pb.ts';
import type { Frame } from '../store/profile.ts';
import type { ProfileType } from '../store/profile-type.ts';
import { int64 } from './int64.ts';
import type { StackTotal } from './profile-reader.ts';

type MergedProfile = MessageInitShape<typeof ProfileSchema>;
type Location = MessageInitShape<typeof LocationSchema>;
type Function = MessageInitShape<typeof FunctionSchema>;

export interface MergeOptions {
  type: ProfileType;
  /** Milliseconds since the epoch. */
  start: number;
  end: number;
}

/** Merges stacks into one pprof, a `google.v1.Profile` with files and lines. */
export function buildMergedProfile(stacks: readonly StackTotal[], { type, start, end }: MergeOptions): MergedProfile {
  const tables = new Tables();
  const sampleType = [{ type: tables.string(type.sampleType), unit: tables.string(type.sampleUnit) }];
  const periodType = { type: tables.string(type.periodType), unit: tables.string(type.periodUnit) };
  const sample = stacks.map(({ stack, value }) => ({
    // In pprof the innermost call comes first.
    locationId: stack.map((frame) => tables.location(frame)).reverse(),
    value: [int64(value)],
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
    period: 1n,
  };
}

const nanoseconds = (milliseconds: number): bigint => BigInt(milliseconds) * 1_000_000n;

/** Interns functions, locations and strings. Ids begin at 1, and string 0 is empty. */
class Tables {
  readonly strings = [''];
  readonly functions: Function[] = [];
  readonly locations: Location[] = [];
  readonly #ids = new Map<string, bigint>([['string ', 0n]]);

  string(text: string): bigint {
    return this.#once(`string ${text}`, () => BigInt(this.strings.push(text) - 1));
  }

  location(frame: Frame): bigint {
    return this.#once(`location ${frame.line} ${keyOf(frame)}`, () => {
      const id = BigInt(this.locations.length + 1);
      this.locations.push({ id, line: [{ functionId: this.#function(frame), line: BigInt(frame.line) }] });
      return id;
    });
  }

  #function(frame: Frame): bigint {
    return this.#once(`function ${keyOf(frame)}`, () => {
      const id = BigInt(this.functions.length + 1);
      const name = this.string(frame.function);
      this.functions.push({ id, name, systemName: name, filename: this.string(frame.file) });
      return id;
    });
  }

  #once(key: string, make: () => bigint): bigint {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = make();
    this.#ids.set(key, id);
    return id;
  }
}

const keyOf = (frame: Frame): string => `${frame.file}\0${frame.function}`;
