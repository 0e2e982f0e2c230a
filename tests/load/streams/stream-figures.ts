import type { Figure } from '@cortex/console/model';
import { STREAM_ROW } from '../rows.ts';
import type { StreamsMeasurement, StreamsPlan } from './measure-streams.ts';
import { percentile } from './percentile.ts';

/** The guide's target for the delivery of an event, for interactive use. */
const DELIVERY_MILLISECONDS = 500;

/** The figures of the streams. */
export function streamFigures({ count }: StreamsPlan, { kept, milliseconds, missing }: StreamsMeasurement): Figure[] {
  const row = `${STREAM_ROW}, ${count} open`;
  const p95 = percentile(milliseconds, 0.95);
  return [
    { row, figure: 'streams', unit: '', good: 'above', baseline: count, got: kept },
    {
      row,
      figure: 'delivery p95',
      unit: 'ms',
      good: 'below',
      baseline: DELIVERY_MILLISECONDS,
      got: Number.isNaN(p95) ? null : Number(p95.toFixed(3)),
    },
    { row, figure: 'lost events', unit: '', good: 'below', baseline: 0, got: missing },
  ];
}
