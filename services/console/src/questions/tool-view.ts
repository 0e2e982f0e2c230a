import type { Backends } from '../backends/backends.ts';
import { catalogueOf } from '../model/mcp-calls/catalogue.ts';
import { type CallsAt, callsOverTime } from './mcp-calls/measured-calls.ts';
import type { CallsQuestion } from './mcp-calls/question.ts';
import { type SingleCalls, singleCalls } from './mcp-calls/single-calls.ts';
import { type ToolSizes, toolSizes } from './mcp-calls/sizes.ts';
import { type UsualFunctions, usualFunctions } from './mcp-calls/usual-functions.ts';
import { Settled } from './settled.ts';
import { knownCalls, type ToolCatalogue } from './tool-catalogue.ts';

/** All that is known of the calls of one tool, prompt, method or server. */
export interface ToolView extends Omit<ToolCatalogue, 'sizes'> {
  overTime: CallsAt[];
  sizes: ToolSizes | undefined;
  single: SingleCalls;
  /** Of a server; undefined where no profile found its calls at work. */
  functions: UsualFunctions | undefined;
  /** Page of the profile store. */
  profileLink: string | undefined;
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
  const single = await settled.orNone(singleCalls(jaeger, slow), { slowest: [], failed: [], traceIds: [] });
  const service = side === 'server' ? server : undefined;
  const profiled =
    service !== undefined && usualFunctions(profiles, { service, traceIds: single.traceIds, begin, end });
  return {
    ...catalogue,
    side,
    source,
    seconds: (end - begin) / 1000,
    overTime,
    sizes: sizes.find((one) => one.server === server && one.tool === tool),
    single,
    functions: profiled ? await settled.orNone(profiled, undefined) : undefined,
    profileLink: service && `${profiles.url}/#${new URLSearchParams({ service })}`,
    away: settled.away,
  };
}
