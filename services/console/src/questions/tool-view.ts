import type { Backends } from '../backends/backends.ts';
import { catalogueOf } from '../model/mcp-calls/catalogue.ts';
import { type CallsAt, callsOverTime } from './mcp-calls/measured-calls.ts';
import type { CallsQuestion } from './mcp-calls/question.ts';
import { type SingleCalls, singleCalls } from './mcp-calls/single-calls.ts';
import { toolSizes } from './mcp-calls/sizes.ts';
import { Settled } from './settled.ts';
import { knownCalls, type ToolCatalogue } from './tool-catalogue.ts';

/** Everything about the calls of one tool, prompt, method or server. */
export interface ToolView extends Omit<ToolCatalogue, 'sizes'>, SingleCalls {
  overTime: CallsAt[];
}

export async function toolView(backends: Backends, question: CallsQuestion): Promise<ToolView> {
  const { prometheus, jaeger } = backends;
  const { side, server, tool, begin, end } = question;
  const settled = new Settled();
  const [{ groups, source }, overTime, sizes] = await Promise.all([
    knownCalls(backends, { question, settled }),
    settled.orNone(callsOverTime(prometheus, question), []),
    settled.orNone(toolSizes(prometheus, question), []),
  ]);
  const catalogue = catalogueOf(groups);
  const slow = { question, slowMilliseconds: catalogue.total.p95?.from };
  const none: SingleCalls = { slowest: [], failed: [], sizes: { requestBytes: undefined, responseBytes: undefined } };
  const single = await settled.orNone(singleCalls(jaeger, slow), none);
  return {
    ...catalogue,
    side,
    source,
    seconds: (end - begin) / 1000,
    overTime,
    ...single,
    // The metrics cover all calls, traces only some.
    sizes: sizes.find((one) => one.server === server && one.tool === tool) ?? single.sizes,
    away: settled.away,
  };
}
