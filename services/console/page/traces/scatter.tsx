import { useMemo } from 'react';
import { counted, duration } from '../../src/model/format/text.ts';
import { durationScale, type Ends, type Scale, timeScale } from '../../src/model/search/scale.ts';
import type { FoundTrace } from '../../src/questions/find-traces.ts';
import { useWidth } from '../parts/use-width.ts';
import { ScatterAxes } from './scatter-axes.tsx';
import { ScatterPoints } from './scatter-points.tsx';
import { type Box, useBrush } from './use-brush.ts';

const HEIGHT = 200;
const PLOT = { left: 60, right: 12, top: 8, bottom: 24 };

/** Times in milliseconds since the epoch, durations in milliseconds. */
export interface Part {
  from: number;
  to: number;
  min: number;
  max: number;
}

export interface ScatterProps {
  traces: readonly FoundTrace[];
  /** Begin and end of the time range. */
  time: Ends;
  /** Called with the part that a drag selected. */
  onChoose(part: Part): void;
  onOpen(traceId: string): void;
}

/** A scatter plot of begin and duration. A drag selects a part to search in, a click opens a trace; the table below does the same for the keyboard. */
export function Scatter({ traces, time: [begin, end], onChoose, onOpen }: ScatterProps) {
  const [width, ref] = useWidth();
  const { x, y } = useMemo(() => {
    const durations = traces.map(({ milliseconds }) => milliseconds);
    return {
      x: timeScale([begin, end], [PLOT.left, Math.max(PLOT.left + 1, width - PLOT.right)]),
      y: durationScale([Math.min(...durations), Math.max(...durations)], [HEIGHT - PLOT.bottom, PLOT.top]),
    };
  }, [traces, begin, end, width]);
  const { box, handlers } = useBrush((chosen) => onChoose(partOf(chosen, x, y)));
  const failed = traces.filter((trace) => trace.failed).length;
  const said = `${counted(traces.length, 'trace')} by time and duration, ${failed} failed, the longest ${duration(y.of(PLOT.top) / 1.3)}`;
  return (
    <section className="card" aria-label="Time and duration of the traces">
      <div ref={ref}>
        {width > 0 && (
          <svg className="scatter" width={width} height={HEIGHT} role="img" aria-label={said} {...handlers}>
            <ScatterAxes x={x} y={y} width={width - PLOT.right} bottom={HEIGHT - PLOT.bottom} />
            <ScatterPoints traces={traces} x={x} y={y} onOpen={onOpen} />
            {box !== undefined && (
              <rect
                className="scatter-box"
                x={box.left}
                y={box.top}
                width={box.right - box.left}
                height={box.bottom - box.top}
              />
            )}
          </svg>
        )}
      </div>
      <p className="quiet scatter-legend">
        <span className="scatter-sign">●</span> succeeded <span className="failed">▲</span> failed. Drag to search in a
        part; click to open.
      </p>
    </section>
  );
}

function partOf({ left, right, top, bottom }: Box, x: Scale, y: Scale): Part {
  return {
    from: Math.floor(x.of(left)),
    to: Math.ceil(x.of(right)),
    min: rounded(y.of(bottom), Math.floor),
    max: rounded(y.of(top), Math.ceil),
  };
}

/** Three digits are precise enough, and short in the URL. */
function rounded(milliseconds: number, round: (value: number) => number): number {
  const unit = 10 ** (Math.floor(Math.log10(milliseconds)) - 2);
  return Number((round(milliseconds / unit) * unit).toPrecision(4));
}
