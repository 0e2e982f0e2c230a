import { amountText } from '../format/amount-text.ts';
import { fineDuration } from '../format/text.ts';
import { valueWithUnit } from '../format/value-text.ts';

const WRITERS: Record<string, (value: number) => string> = {
  short: amountText,
  s: (seconds) => (seconds < 0 ? `-${fineDuration(-seconds * 1e6)}` : fineDuration(seconds * 1e6)),
  percentunit: (share) => `${amountText(Number((share * 100).toPrecision(3)))} %`,
  bytes: (bytes) => valueWithUnit(bytes, 'bytes'),
  Bps: (bytes) => `${valueWithUnit(bytes, 'bytes')}/s`,
  reqps: perSecond,
  cps: perSecond,
  ops: perSecond,
};

/** The supported units of Grafana. */
export const UNITS = Object.keys(WRITERS);

/** Formats a value in a unit of Grafana; in an unknown one, as a number. */
export function inUnit(value: number | null, unit: string): string {
  return value === null ? amountText(value) : (WRITERS[unit] ?? amountText)(value);
}

function perSecond(rate: number): string {
  return `${amountText(Number(rate.toPrecision(3)))}/s`;
}
