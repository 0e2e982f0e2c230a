import type { Frame, Profile } from '../store/profile.ts';
import type { ProfileType } from '../store/profile-type.ts';
import { LONGEST_LABEL, MAX_FRAMES } from './limits.ts';
import { MalformedProfile } from './malformed-profile.ts';

/** Bounds wrong clocks: profiles with a later time would outlive all others. */
const MOST_AHEAD_MILLISECONDS = 3_600_000;

/** Stands for the outer calls that were cut off. */
const CUT: Frame = { function: '(truncated)', file: '', line: 0 };

/**
 * A delivered profile as the store can keep it: stacks too deep lose their outermost calls, labels too long their ends, samples that are
 * no amounts are left out, amounts over 2^53 - 1 become that, and what describes the type is made fit to be a part of an id.
 * Throws MalformedProfile for an invalid time, or one far ahead.
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
      `a profile began at ${milliseconds} ms since the epoch, which is to come: expected a time at most an hour ahead`,
    );
}

/** Parts are separated by colons, and the leading ones are never empty. */
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

/** Samples that share a stack go on sharing it. */
function cutOnce(stack: readonly Frame[], known: Map<readonly Frame[], readonly Frame[]>): readonly Frame[] {
  if (stack.length <= MAX_FRAMES) return stack;
  const shorter = known.get(stack) ?? [CUT, ...stack.slice(1 - MAX_FRAMES)];
  known.set(stack, shorter);
  return shorter;
}
