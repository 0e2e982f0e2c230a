import type { Shares } from '../../src/model/flame/difference.ts';
import { pointsOf } from '../../src/model/profile/uses-difference.ts';

/** The change of a share in percentage points, with its sign. */
export function pointsText(shares: Shares): string {
  const points = pointsOf(shares).toFixed(1);
  if (Number(points) === 0) return '0.0 points';
  return `${points.replace(/^-?/, (sign) => (sign === '-' ? '−' : '+'))} points`;
}
