/** The largest number that fits into a signed 64-bit integer. */
const LARGEST = 2 ** 63 - 1024;

/** Converts a value to protobuf's int64. Larger sums become its largest value. */
export const int64 = (value: number): bigint => BigInt(Math.min(Math.round(value), LARGEST));
