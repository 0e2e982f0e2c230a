import { BaseEdge, type EdgeProps, type XYPosition } from '@xyflow/react';
import type { CallLine } from './graph-layout.ts';

/** The line of a call, through the points of the layout. */
export function GraphLine({ data, label, markerEnd, style = {} }: EdgeProps<CallLine>) {
  const points = data?.points ?? [];
  const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
  return (
    <BaseEdge
      path={smooth(points)}
      labelX={middle.x}
      labelY={middle.y}
      {...{ label, style }}
      labelStyle={{ fill: 'var(--text)' }}
      labelBgStyle={{ fill: 'var(--ground)' }}
      {...(markerEnd !== undefined && { markerEnd })}
    />
  );
}

/** Curves from the middle of one segment to that of the next. */
function smooth([first, ...rest]: XYPosition[]): string {
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const curves = rest.slice(0, -1).map(({ x, y }, index) => {
    const next = rest[index + 1] as XYPosition;
    return `Q ${x} ${y} ${(x + next.x) / 2} ${(y + next.y) / 2}`;
  });
  return [`M ${first.x} ${first.y}`, ...curves, `L ${last.x} ${last.y}`].join(' ');
}
