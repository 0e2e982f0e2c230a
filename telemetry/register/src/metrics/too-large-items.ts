import { ATTR_OTEL_SIGNAL, METRIC_TELEMETRY_ITEMS_TOO_LARGE } from '../contract.ts';
import { type SplitSignal, tooLargeItems } from '../export/requests/too-large-items.ts';
import { observedCounter } from './own-instruments.ts';

export function observeTooLargeItems(): void {
  const counter = observedCounter(METRIC_TELEMETRY_ITEMS_TOO_LARGE);
  for (const signal of Object.keys(tooLargeItems) as SplitSignal[])
    counter.series({ [ATTR_OTEL_SIGNAL]: signal }).add(() => tooLargeItems[signal]);
}
