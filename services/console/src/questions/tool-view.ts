import type { Backends } from '../backends/backends.ts';
import type { ProfileStoreClient } from '../backends/profile-store.ts';
import { catalogueOf } from '../model/mcp-calls/catalogue.ts';
import { type CallsAt, callsOverTime } from './mcp-calls/measured-calls.ts';
import type { CallsQuestion } from './mcp-calls/question.ts';
import { type SingleCall, type SingleCalls, singleCalls } from './mcp-calls/single-calls.ts';
import { type ToolSizes, toolSizes } from './mcp-calls/sizes.ts';
import { profilesOf } from './profile-range.ts';
import { Settled } from './settled.ts';
import { knownCalls, type ToolCatalogue } from './tool-catalogue.ts';
import { type ServiceFunctions, serviceFunctions } from './trace-functions.ts';

/** All that is known of the calls of one tool, prompt, method or server. */
export interface ToolView extends Omit<ToolCatalogue, 'sizes'> {
  overTime: CallsAt[];
  sizes: ToolSizes | undefined;
  slowest: SingleCall[];
  failed: SingleCall[];
  /** What its newest calls used CPU time for; undefined where no profile found them at work. */
  functions: UsualFunctions | undefined;
}

export interface UsualFunctions extends ServiceFunctions {
  /** How many calls it is of. */
  calls: number;
}

export async function toolView(backends: Backends, question: CallsQuestion): Promise<ToolView> {
  const { prometheus, jaeger, profiles } = backends;
  const { side, server, tool, begin, end } = question;
  const settled = new Settled();
  const [{ groups, source }, overTime, sizes] = await Promise.all([
    knownCalls(backends, { question, settled }),
    settled.orNone(callsOverTime(prometheus, question), []),
    settled.orNone(toolSizes(prometheus, question), []),
  ]);
  const catalogue = catalogueOf(groups);
  const slow = { question, slowMilliseconds: catalogue.total.p95?.milliseconds };
  const none: SingleCalls = { slowest: [], failed: [], profiled: { spanIds: [], calls: 0 } };
  const { profiled, ...single } = await settled.orNone(singleCalls(jaeger, slow), none);
  const functions = await settled.orNone(usualFunctions(profiles, { question, profiled }), undefined);
  return {
    ...catalogue,
    side,
    source,
    seconds: (end - begin) / 1000,
    overTime,
    sizes: sizes.find((one) => one.server === server && one.tool === tool),
    ...single,
    functions,
    away: settled.away,
  };
}

/** Of the server alone: what a client does besides its calls is not theirs. */
async function usualFunctions(
  store: ProfileStoreClient,
  { question, profiled: { spanIds, calls } }: { question: CallsQuestion; profiled: SingleCalls['profiled'] },
): Promise<UsualFunctions | undefined> {
  const { side, server } = question;
  if (side !== 'server' || server === undefined || spanIds.length === 0) return undefined;
  const found = await serviceFunctions(store, { service: server, range: profilesOf(question), spanIds });
  return found && { ...found, calls };
}
