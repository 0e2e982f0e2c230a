import type { Trace } from '@cortex/trace-testing/trace';
import type { Backends } from '../../backends/backends.ts';
import { type Explanation, explain } from './explain.ts';
import { gather } from './gather/gather.ts';

/** Explains why a trace was slow or failed. A failing backend does not make it reject. */
export async function explainTrace(trace: Trace, backends: Backends): Promise<Explanation> {
  return explain(await gather(trace, backends));
}
