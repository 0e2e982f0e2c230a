/** The revision that the transports of this folder serve themselves. */
export const REVISION = '2026-07-28';
