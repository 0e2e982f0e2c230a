import type { MergedProfile } from '../../backends/profile-store.ts';
import type { Shares } from '../flame/difference.ts';
import { type FunctionUse, usesOf } from './function-uses.ts';
import { type FunctionColumn, type UsesOrder, withText } from './sorted-uses.ts';

/** A function's shares of two profiles: itself, and with all that it called. */
export interface UseDifference extends Pick<FunctionUse, 'name' | 'place'> {
  self: Shares;
  total: Shares;
}

/** The functions of either profile. The profiles may cover times of any length: shares are compared, not amounts. */
export function usesDifference(before: MergedProfile, after: MergedProfile): UseDifference[] {
  const differences = new Map<string, UseDifference>();
  for (const [side, profile] of Object.entries({ before, after })) {
    const { functions, total: whole } = usesOf(profile);
    for (const { name, place, self, total } of functions) {
      const key = `${name}\0${place}`;
      const none = { name, place, self: { before: 0, after: 0 }, total: { before: 0, after: 0 } };
      const difference = differences.get(key) ?? none;
      differences.set(key, difference);
      difference.self[side as keyof Shares] = self / (whole || 1);
      difference.total[side as keyof Shares] = total / (whole || 1);
    }
  }
  return [...differences.values()];
}

/** The change in percentage points, positive for growth. */
export const pointsOf = ({ before, after }: Shares): number => (after - before) * 100;

/** The functions whose name or place contains a text. Sorted by numbers, the largest changes in either direction come first. */
export function sortedDifferences(
  differences: readonly UseDifference[],
  text: string,
  { by, ascending }: UsesOrder,
): UseDifference[] {
  const changeOf = (one: UseDifference, column: Exclude<FunctionColumn, 'name'>) => Math.abs(pointsOf(one[column]));
  const sign = ascending ? 1 : -1;
  return withText(differences, text).sort(
    (a, b) => sign * (by === 'name' ? a.name.localeCompare(b.name) : changeOf(a, by) - changeOf(b, by)),
  );
}
