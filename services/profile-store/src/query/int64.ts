/** The largest 64-bit integer that a number holds exactly. */
const LARGEST = 2 ** 63 - 1024;

/** As protobuf's int64. Sums may be beyond what it holds: they are as large as can be then. */
export const int64 = (value: number): bigint => BigInt(Math.min(Math.round(value), LARGEST));
