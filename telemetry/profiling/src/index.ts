export { startLeakWatch } from './heap/leak-watch.ts';
export type { CreateTransport } from './otlp/transport.ts';
export type { DeliveryReport } from './report.ts';
export {
  type FlushSignal,
  type ProfileDestination,
  type ProfilingOptions,
  startProfiling,
} from './start.ts';
export type { StartedProfiling } from './started-profiling.ts';
