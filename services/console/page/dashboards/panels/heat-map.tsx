import { type Heat, placeInHeat, stepsOf } from '../../../src/model/dashboards/heat.ts';
import { inUnit } from '../../../src/model/dashboards/units.ts';
import { amountText } from '../../../src/model/format/amount-text.ts';
import type { TracedValue } from '../../../src/questions/metrics-over-time.ts';
import { ExemplarDot } from '../../parts/chart/exemplar-dot.tsx';
import { Moment } from '../../parts/moment.tsx';
import { HighestTrace } from './highest-trace.tsx';

const FAINTEST = 0.15;

export interface HeatMapProps {
  heat: Heat;
  /** The highest values first. */
  exemplars: readonly TracedValue[];
  stepSeconds: number;
  title: string;
  unit: string;
}

/** One cell for each bucket and step: the more values, the darker. */
export function HeatMap({ heat, exemplars, stepSeconds, title, unit }: HeatMapProps) {
  const { seconds, cells, most, lowest, highest } = heat;
  const textOf = (value: number) => inUnit(value, unit);
  const boundText = (bucket: number) => {
    const bound = heat.bounds[bucket] ?? 0;
    return Number.isFinite(bound) ? `≤ ${textOf(bound)}` : 'more';
  };
  const [first = 0, last = first] = [seconds[0], seconds.at(-1)];
  const label = `${title}: from ${boundText(lowest)} to ${boundText(highest)}, ${amountText(most)} at most in a cell`;
  return (
    <figure className="dashboard-heat" aria-label={label}>
      <div className="dashboard-heat-bounds" aria-hidden="true">
        <span>{boundText(highest)}</span>
        <span>{boundText(lowest)}</span>
      </div>
      <div className="dashboard-heat-cells">
        <svg
          viewBox={`0 0 ${stepsOf(heat, stepSeconds)} ${highest - lowest + 1}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {cells.map(({ at, bucket, count }) => (
            <rect
              key={`${at} ${bucket}`}
              x={(at - first) / stepSeconds}
              y={highest - bucket}
              width={0.92}
              height={0.92}
              opacity={FAINTEST + (1 - FAINTEST) * (Math.log1p(count) / Math.log1p(most))}
            >
              <title>{`${boundText(bucket)}: ${amountText(count)}`}</title>
            </rect>
          ))}
        </svg>
        {exemplars.map((dot, index) => {
          const place = placeInHeat(heat, dot, stepSeconds);
          return (
            place !== undefined && (
              // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and none moves
              <span key={index} className="chart-dot" style={{ left: `${place.x * 100}%`, top: `${place.y * 100}%` }}>
                <ExemplarDot dot={dot} textOf={textOf} />
              </span>
            )
          );
        })}
      </div>
      <figcaption className="quiet">
        <Moment at={first * 1000} /> – <Moment at={last * 1000} />, the darkest {amountText(most)}{' '}
        <HighestTrace exemplars={exemplars} textOf={textOf} />
      </figcaption>
    </figure>
  );
}
