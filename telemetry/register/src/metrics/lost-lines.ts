import { ATTR_LOG_IOSTREAM, METRIC_TELEMETRY_LINES_LOST } from '../contract.ts';
import { lostLines, type OutputStream } from '../diagnostics/lost-lines.ts';
import { observedCounter } from './own-instruments.ts';

const STREAMS: OutputStream[] = ['stdout', 'stderr'];

export function observeLostLines(): void {
  const counter = observedCounter(METRIC_TELEMETRY_LINES_LOST);
  for (const stream of STREAMS) counter.series({ [ATTR_LOG_IOSTREAM]: stream }).add(() => lostLines[stream]);
}
