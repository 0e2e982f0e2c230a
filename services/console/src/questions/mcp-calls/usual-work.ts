import type { Backends } from '../../backends/backends.ts';
import { callsIn } from '../../model/mcp-calls/spans.ts';
import { profiledSpans } from '../../model/profile/profiled-spans.ts';
import { profilesOf } from '../profile-range.ts';
import { type ServiceWork, serviceWork } from '../trace-functions.ts';
import type { CallsQuestion } from './question.ts';
import { callSearch, fits } from './seen-calls.ts';

/** The work of a server in its newest calls; without functions if it has no samples. */
export interface UsualWork extends Partial<ServiceWork> {
  /** How many calls were searched. */
  calls: number;
}

const MOST_TRACES = 50;

/** The usual work of a server. There is none of a client, whose other work does not belong to its calls. */
export async function usualWork(
  { jaeger, profiles }: Pick<Backends, 'jaeger' | 'profiles'>,
  question: CallsQuestion,
): Promise<UsualWork> {
  const { side, server } = question;
  if (side !== 'server' || server === undefined) return { calls: 0 };
  const { traces } = await (await callSearch(jaeger, question))({ most: MOST_TRACES });
  const calls = new Map(
    traces.flatMap((trace) =>
      callsIn([trace], side)
        .filter((call) => fits(call, question))
        .map((call) => [call.spanId, { name: call.name, spanIds: profiledSpans(trace, call).spanIds }]),
    ),
  );
  const names = new Set([...calls.values()].map(({ name }) => name));
  const spanIds = [...new Set([...calls.values()].flatMap((call) => call.spanIds))];
  if (spanIds.length === 0) return { calls: 0 };
  const [operation] = names.size === 1 ? names : [];
  const work = await serviceWork(profiles, { service: server, range: profilesOf(question), spanIds, operation });
  return { ...work, calls: calls.size };
}
