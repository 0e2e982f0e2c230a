/** The revision that the transports of this folder serve without the SDK's entry. */
export const REVISION = '2026-07-28';
