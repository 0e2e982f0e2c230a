import type { Frame, Profile } from '../store/profile.ts';
import type { ProfileType } from '../store/profile-type.ts';
import { LONGEST_LABEL, MAX_FRAMES } from './limits.ts';
import { MalformedProfile } from './malformed-profile.ts';

/** Guards against wrong clocks: profiles with a later time would outlive all others. */
const MOST_AHEAD_MILLISECONDS = 3_600_000;

/** Replaces the outer calls that were cut off. */
const CUT: Frame = { function: '(truncated)', file: '', line: 0 };

/**
 * Adapts a delivered profile to the store's limits: truncates deep stacks (at their outermost calls) and long labels, leaves out samples with invalid
 * values, caps values at 2^53 - 1, and replaces what cannot be part of a type's id.
 * Throws MalformedProfile for an invalid time, or one too far ahead.
 */
export function bounded(profile: Profile): Profile {
  requireTime(profile.timeMilliseconds);
  const cut = new Map<readonly Frame[], readonly Frame[]>();
  const samples = profile.samples
    .filter(({ value }) => value >= 0)
    .map(({ stack, value, ...link }) => ({
      stack: cutOnce(stack, cut),
      value: Math.min(Math.round(value), Number.MAX_SAFE_INTEGER),
      ...link,
    }));
  return { ...profile, type: typeOf(profile.type), labels: labelsOf(profile.labels), samples };
}

function requireTime(milliseconds: number): void {
  if (!Number.isSafeInteger(milliseconds))
    throw new MalformedProfile(`a profile began at ${milliseconds}: expected milliseconds since the epoch`);
  if (milliseconds > Date.now() + MOST_AHEAD_MILLISECONDS)
    throw new MalformedProfile(
      `a profile began at ${milliseconds} ms since the epoch, which is in the future: expected a time at most an hour ahead`,
    );
}

/** Replaces colons, which separate the parts of an id, and empty leading parts. */
function typeOf(type: ProfileType): ProfileType {
  const part = (text: string) => text.replaceAll(':', '_').slice(0, LONGEST_LABEL);
  return {
    name: part(type.name) || 'unknown',
    sampleType: part(type.sampleType) || 'unknown',
    sampleUnit: part(type.sampleUnit),
    periodType: part(type.periodType),
    periodUnit: part(type.periodUnit),
  };
}

function labelsOf(labels: Profile['labels']): Profile['labels'] {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, value.slice(0, LONGEST_LABEL)]));
}

/** Cuts each distinct stack once, so that samples that share a stack still do. */
function cutOnce(stack: readonly Frame[], known: Map<readonly Frame[], readonly Frame[]>): readonly Frame[] {
  if (stack.length <= MAX_FRAMES) return stack;
  const shorter = known.get(stack) ?? [CUT, ...stack.slice(1 - MAX_FRAMES)];
  known.set(stack, shorter);
  return shorter;
}
