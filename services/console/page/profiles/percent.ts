import type { Shares } from '../../src/model/flame/difference.ts';
import { pointsOf } from '../../src/model/profile/uses-difference.ts';

/** @param share of the whole, from 0 to 1 */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** How much a share of the whole has changed, with its sign. */
export function pointsText(shares: Shares): string {
  const points = pointsOf(shares).toFixed(1);
  if (Number(points) === 0) return '0.0 points';
  return `${points.replace(/^-?/, (sign) => (sign === '-' ? '−' : '+'))} points`;
}
