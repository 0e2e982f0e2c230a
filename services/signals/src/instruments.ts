import { instruments } from '@cortex/telemetry/instruments';
import { METRIC_OPTIONS } from './contract.ts';

export type { Series } from '@cortex/telemetry/instruments';

export const { histogram, observedCounter, observedGauge, observedUpDownCounter } = instruments(METRIC_OPTIONS);
