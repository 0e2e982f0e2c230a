import { ATTR_EVENT_TYPE, METRIC_END_TO_END_LATENCY_SECONDS } from './contract.ts';
import type { EventType } from './events.ts';
import { histogram } from './instruments.ts';

/** Records the seconds from the arrival of an input until its output event was published. */
export function endToEndLatency(): (eventType: EventType, seconds: number) => void {
  const latency = histogram(METRIC_END_TO_END_LATENCY_SECONDS);
  const labels = new Map<EventType, { [ATTR_EVENT_TYPE]: EventType }>();
  return (eventType, seconds) => {
    const known = labels.get(eventType) ?? Object.freeze({ [ATTR_EVENT_TYPE]: eventType });
    labels.set(eventType, known);
    latency.record(seconds, known);
  };
}
