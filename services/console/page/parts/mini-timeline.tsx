import { duration, printable } from '../../src/model/text.ts';
import type { FoundTrace } from '../../src/questions/find-traces.ts';

const WIDTH = 1000;
const LANE = 5;
const GAP = 1;
const MOST_LANES = 4;
const LEAST_WIDTH = 8;

export interface MiniTimelineProps {
  trace: FoundTrace;
  colours: ReadonlyMap<string, number>;
}

/** Which service was at work when: a line for each, over the duration of the trace. */
export function MiniTimeline({ trace: { outline, milliseconds }, colours }: MiniTimelineProps) {
  const services = [...new Set(outline.map(({ service }) => service))];
  const lanes = Math.min(MOST_LANES, services.length);
  const height = lanes * (LANE + GAP);
  const scale = WIDTH / Math.max(milliseconds, Number.MIN_VALUE);
  const said = outline.map(({ service, from, to }) => `${printable(service)} ${duration(from)} to ${duration(to)}`);
  return (
    <svg
      className="mini-timeline"
      viewBox={`0 0 ${WIDTH} ${height}`}
      style={{ height }}
      preserveAspectRatio="none"
      role="img"
    >
      <title>{said.join(', ')}</title>
      {outline.map(({ service, from, to }) => (
        <rect
          key={`${service} ${from}`}
          x={from * scale}
          y={Math.min(services.indexOf(service), lanes - 1) * (LANE + GAP)}
          width={Math.max(LEAST_WIDTH, (to - from) * scale)}
          height={LANE}
          style={{ fill: `var(--service-${colours.get(service) ?? 0})` }}
        />
      ))}
    </svg>
  );
}
