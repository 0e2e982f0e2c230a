import { duration } from '../../src/model/format/text.ts';
import { quantileText, shareText } from '../../src/model/mcp-calls/text.ts';
import type { Quantile } from '../../src/model/metrics/histogram.ts';
import type { CallsAt } from '../../src/questions/mcp-calls/measured-calls.ts';
import { Moment } from '../parts/moment.tsx';
import { Sparkline } from '../parts/sparkline.tsx';

/** Calls, errors and p95 over time. Renders nothing without metrics. */
export function OverTime({ steps }: { steps: readonly CallsAt[] }) {
  const [first, second] = steps;
  const last = steps.at(-1);
  if (first === undefined || second === undefined || last === undefined) return null;
  const most = Math.max(...steps.map(({ calls }) => calls));
  const worst = steps.reduce((a, b) => (b.failures / Math.max(1, b.calls) > a.failures / Math.max(1, a.calls) ? b : a));
  const slowest = steps.map(({ p95 }) => p95).reduce(slower, undefined);
  return (
    <section className="card" aria-label="Over time">
      <h2>Over time</h2>
      <div className="sparklines">
        <Line
          title="Calls"
          said={`${most.toLocaleString('en')} at most in ${duration(second.at - first.at)}`}
          values={steps.map(({ calls }) => calls)}
        />
        <Line
          title="Errors"
          said={`${shareText(worst.failures, worst.calls)} at most`}
          values={steps.map(({ calls, failures }) => (calls === 0 ? undefined : failures / calls))}
        />
        <Line
          title="p95"
          said={slowest === undefined ? 'unknown' : `${quantileText(slowest)} at most`}
          values={steps.map(({ p95 }) => p95?.milliseconds)}
        />
      </div>
      <p className="quiet">
        <Moment at={first.at} /> – <Moment at={last.at} />
      </p>
    </section>
  );
}

function slower(a: Quantile | undefined, b: Quantile | undefined): Quantile | undefined {
  return (a?.milliseconds ?? -1) > (b?.milliseconds ?? -1) ? a : b;
}

function Line({ title, said, values }: { title: string; said: string; values: (number | undefined)[] }) {
  return (
    <figure>
      <figcaption>
        {title} <span className="quiet">{said}</span>
      </figcaption>
      <Sparkline values={values} label={`${title} over time: ${said}`} />
    </figure>
  );
}
