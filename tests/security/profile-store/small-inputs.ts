import { gzipSync } from 'node:zlib';
import { field, numbers, packed } from '@cortex/profile-store/testing';

const times = (count: number, part: Buffer): Buffer => Buffer.alloc(count * part.length, part);

const VALUE_TYPE = field(1, numbers([1, 2]));
const LONG_NAME = 'f'.repeat(1_000_000);
const STRINGS = Buffer.concat(['', 'wall', 'nanoseconds', LONG_NAME].map((text) => field(6, text)));
const DEEP_LOCATION = field(4, numbers([1]), times(60_000, field(4, numbers([1]))));
const sample = (locations: number[]) => field(2, packed(1, locations), packed(2, [1]));

/** Profiles of a few hundred bytes to some kilobytes when gzipped, each with part of its answer. */
export const SMALL_INPUTS: [about: string, body: Buffer, answer: string][] = (
  [
    ['types', times(100_000, VALUE_TYPE), 'sample types'],
    ['samples', times(1_000_000, field(2)), 'messages'],
    ['locations', field(2, field(1, times(5_000_000, Buffer.of(1)))), 'numbers'],
    [
      'samples times types',
      Buffer.concat([times(32, VALUE_TYPE), STRINGS, times(40_000, sample([]))]),
      'samples in all profiles',
    ],
    [
      'stacks times inlined calls',
      Buffer.concat([
        VALUE_TYPE,
        STRINGS,
        field(5, numbers([1, 3])),
        DEEP_LOCATION,
        ...Array.from({ length: 2_000 }, (_, index) => sample([1, index + 2])),
      ]),
      'frames',
    ],
    ['zeros', Buffer.alloc(64 * 1024 ** 2), 'at most'],
  ] as [string, Buffer, string][]
).map(([about, body, answer]) => [about, gzipSync(body), answer]);

/** 31 MB in 31 kB: the most that one body may have. */
export const LARGE_WHEN_UNZIPPED = gzipSync(Buffer.alloc(31 * 1024 ** 2));
