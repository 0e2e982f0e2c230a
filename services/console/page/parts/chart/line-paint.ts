import { SERVICE_COLOURS, SERVICE_PATTERNS, type ServicePaint } from '../../../src/model/services/colours.ts';

const DASHES: readonly number[][] = [[], [8, 4], [2, 3]];

/** The colour and dashes of a line. Neighbours differ in both. */
export function linePaint(index: number): ServicePaint {
  return { colour: index % SERVICE_COLOURS, pattern: index % SERVICE_PATTERNS };
}

/** The dash lengths of a line in pixels; empty for a solid line. */
export function lineDash({ pattern }: ServicePaint): number[] {
  return DASHES[pattern] ?? [];
}
