import { duration, printable } from '../../src/model/format/text.ts';
import type { ServicePaint } from '../../src/model/services/colours.ts';
import type { FoundTrace } from '../../src/questions/find-traces.ts';
import { serviceColour, servicePattern } from './service-paint.tsx';

const LANE_PIXELS = 6;
const MOST_LANES = 4;

export interface MiniTimelineProps {
  trace: FoundTrace;
  colours: ReadonlyMap<string, ServicePaint>;
}

/** When each service was busy: one line each, over the duration of the trace. */
export function MiniTimeline({ trace: { outline, milliseconds }, colours }: MiniTimelineProps) {
  const services = [...new Set(outline.map(({ service }) => service))];
  const lanes = Math.min(MOST_LANES, services.length);
  const share = (part: number) => `${(part / Math.max(milliseconds, Number.MIN_VALUE)) * 100}%`;
  const said = outline
    .map(({ service, from, to }) => `${printable(service)} ${duration(from)} to ${duration(to)}`)
    .join(', ');
  return (
    <div className="mini-timeline" style={{ height: lanes * LANE_PIXELS }} role="img" aria-label={said} title={said}>
      {outline.map(({ service, from, to }) => (
        <span
          key={`${service} ${from}`}
          className={servicePattern(colours.get(service))}
          style={{
            left: share(from),
            width: share(to - from),
            top: Math.min(services.indexOf(service), lanes - 1) * LANE_PIXELS,
            backgroundColor: serviceColour(colours.get(service)),
          }}
        />
      ))}
    </div>
  );
}
