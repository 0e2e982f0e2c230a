import { SERVICE_COLOURS, SERVICE_PATTERNS, type ServicePaint } from '../../../src/model/services/colours.ts';

const DASHES: readonly number[][] = [[], [8, 4], [2, 3]];

/** What a line is drawn with. Neighbours differ by colour and by dashes. */
export function linePaint(index: number): ServicePaint {
  return { colour: index % SERVICE_COLOURS, pattern: index % SERVICE_PATTERNS };
}

/** The dashes of a line in pixels; none is a whole line. */
export function lineDash({ pattern }: ServicePaint): number[] {
  return DASHES[pattern] ?? [];
}
