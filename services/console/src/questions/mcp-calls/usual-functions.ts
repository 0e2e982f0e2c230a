import type { ProfileStoreClient } from '../../backends/profile-store.ts';
import { usesOf } from '../../model/function-uses.ts';
import { profileOf } from '../profile-of.ts';
import { QuestionError } from '../question-error.ts';

/** What a service spends its CPU time on within the traces of a tool's calls. */
export interface UsualFunctions {
  /** CPU time of the service within these traces, in milliseconds. */
  milliseconds: number;
  /** How many traces it is of. */
  traces: number;
  /** Those that used most by themselves. */
  functions: { name: string; place: string; selfMilliseconds: number; totalMilliseconds: number }[];
}

export interface FunctionsQuestion {
  service: string;
  traceIds: readonly string[];
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}

/** A profile is filed under its begin, which is up to a minute before what it holds. */
const LONGEST_PROFILE_MILLISECONDS = 65_000;
const MOST_FUNCTIONS = 10;
const IN_MILLISECONDS = 1e-6;

/** Undefined where no profile found any of the calls at work. */
export async function usualFunctions(
  store: ProfileStoreClient,
  { service, traceIds, begin, end }: FunctionsQuestion,
): Promise<UsualFunctions | undefined> {
  if (traceIds.length === 0) return undefined;
  const question = {
    service,
    type: 'cpu' as const,
    traceIds,
    begin: begin - LONGEST_PROFILE_MILLISECONDS,
    end,
  };
  const profile = await profileOf(store, question).catch(noneOf);
  if (profile === undefined) return undefined;
  const { functions, total } = usesOf(profile);
  return {
    milliseconds: total * IN_MILLISECONDS,
    traces: traceIds.length,
    functions: functions
      .filter(({ self }) => self > 0)
      .slice(0, MOST_FUNCTIONS)
      .map(({ name, place, self, total: all }) => ({
        name,
        place,
        selfMilliseconds: self * IN_MILLISECONDS,
        totalMilliseconds: all * IN_MILLISECONDS,
      })),
  };
}

function noneOf(error: Error): undefined {
  if (!(error instanceof QuestionError)) throw error;
}
