export { type ProfilingOptions, type StartedProfiling, startProfiling } from './start.ts';
