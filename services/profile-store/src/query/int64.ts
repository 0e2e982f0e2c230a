/** The largest 64-bit integer that a number holds exactly. */
const LARGEST = 2 ** 63 - 1024;

/** A value as protobuf's int64. Sums beyond its range become its largest value. */
export const int64 = (value: number): bigint => BigInt(Math.min(Math.round(value), LARGEST));
