import type { MergedProfile, ProfileQuestion, ProfileStoreClient, Range } from '@cortex/console/backends';
import { countdown } from '../console/countdown.ts';
import type { RunningService } from '../state/running-service.ts';
import { UserError } from '../user-error.ts';
import type { ProfileOptions } from './options.ts';
import { everythingUntilNow, oneProfile, watch } from './window.ts';

export interface TakenProfile {
  question: ProfileQuestion;
  merged: MergedProfile;
  /** The time in which its samples were taken; undefined for a trace, whose samples may be of any time. */
  range: Range | undefined;
}

export interface TakeOptions {
  options: ProfileOptions;
  service: RunningService;
  store: ProfileStoreClient;
}

/** Takes a profile. Throws an error with the reason when there are no samples. */
export async function takeProfile({ options, service, store }: TakeOptions): Promise<TakenProfile> {
  const range = await rangeOf({ options, service, store });
  const type = await store.typeId(service.name, options.type, range);
  if (type === undefined) throw noSamples(options);
  const question = { service: service.name, type, traceId: options.traceId, ...range };
  const merged = await store.profile(question);
  if (merged.sample.length === 0) throw noSamples(options);
  return { question, merged, range: options.traceId === undefined ? range : undefined };
}

/** The range of profiles to query. The last samples of a trace must have arrived in the store first. Memory in use is a state, whose profiles must not be summed. */
async function rangeOf({ options, ...parties }: TakeOptions): Promise<Range> {
  if (options.traceId !== undefined) return { start: 0, end: await everythingUntilNow(parties) };
  if (options.type === 'heap') return oneProfile(parties);
  const { seconds, service } = options;
  const wait = (milliseconds: number) =>
    countdown(milliseconds / 1000, { what: `Profiling ${service} for ${seconds} s`, stream: process.stderr });
  return watch(seconds * 1000, { ...parties, wait });
}

function noSamples({ service, type, traceId, seconds }: ProfileOptions): UserError {
  if (traceId !== undefined) {
    return new UserError(
      `The store has no ${type} samples of trace ${traceId} in ${service}. It ran there for less than the 10 ms between two samples, or not at all, or was not sampled, or is older than what is kept. npm run trace -- ${traceId} shows where it ran.`,
    );
  }
  return new UserError(
    `No ${type} samples of ${service} came in these ${seconds} s: it was idle, or too busy to answer. Send it requests meanwhile (npm run demo), or watch longer (--seconds).`,
  );
}
