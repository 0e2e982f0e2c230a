import type { MergedProfile } from '../../backends/profile-store.ts';
import { placesById } from './function-uses.ts';

export interface FoldedStack {
  /** Outermost function first, separated by `;`. */
  stack: string;
  /** The value in the profile's unit. */
  value: number;
}

/** The stacks of a profile in the format of flame graph tools, the largest first. */
export function foldedStacks(profile: MergedProfile): FoldedStack[] {
  const places = placesById(profile);
  const values = new Map<string, number>();
  for (const {
    locationId,
    value: [value = 0],
  } of profile.sample) {
    const frames = locationId.flatMap((id) => places.get(id) ?? []).map(({ name }) => name.replaceAll(';', ','));
    const stack = frames.reverse().join(';');
    values.set(stack, (values.get(stack) ?? 0) + value);
  }
  return [...values].map(([stack, value]) => ({ stack, value })).sort((a, b) => b.value - a.value);
}
