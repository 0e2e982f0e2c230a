import { METRIC_OPTIONS } from '../contract.ts';
import { instruments } from './instruments.ts';

export const { observedCounter, observedUpDownCounter } = instruments(METRIC_OPTIONS);
