export { burnCpu, threadMilliseconds } from './burn-cpu.ts';
export { type DecodedProfile, type DecodedRequest, type DecodedSample, decodeRequest } from './decode-profiles.ts';
export { type Emitted, type EmittedMetric, type EmittedSpan, fixtureRunner, traceOf } from './emitted.ts';
export { finish, keepEmitted } from './emitting.ts';
