import { memo } from 'react';
import { momentText } from '../../src/model/format/moment-text.ts';
import { duration, printable } from '../../src/model/format/text.ts';
import type { Scale } from '../../src/model/search/scale.ts';
import type { FoundTrace } from '../../src/questions/find-traces.ts';

const CIRCLE = 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0';
const TRIANGLE = 'M0-6L5.5 4h-11z';

export interface ScatterPointsProps {
  traces: readonly FoundTrace[];
  x: Scale;
  y: Scale;
  onOpen(traceId: string): void;
}

/** Redrawn only for other traces or another size, not during a drag. Failed ones are drawn on top. */
export const ScatterPoints = memo(function ScatterPoints({ traces, x, y, onOpen }: ScatterPointsProps) {
  const ordered = traces.toSorted((a, b) => Number(a.failed) - Number(b.failed));
  return ordered.map(({ traceId, begin, milliseconds, failed, service, operation }) => (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table has the same links for the keyboard
    <path
      key={traceId}
      className={failed ? 'point point-failed' : 'point'}
      d={failed ? TRIANGLE : CIRCLE}
      transform={`translate(${x.at(begin)} ${y.at(milliseconds)})`}
      onClick={() => onOpen(traceId)}
    >
      <title>{`${failed ? 'failed: ' : ''}${printable(`${service} ${operation}`).slice(0, 200)}, ${duration(milliseconds)}, ${momentText(begin)}`}</title>
    </path>
  ));
});
