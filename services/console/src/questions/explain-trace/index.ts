import type { Trace } from '@cortex/trace-testing/trace';
import type { Backends } from '../../backends/backends.ts';
import { type Explanation, explain } from './explain.ts';
import { gather } from './gather/gather.ts';

/** Why a trace was as it was. Rejects only for what is no fault of a backend. */
export async function explainTrace(trace: Trace, backends: Backends): Promise<Explanation> {
  return explain(await gather(trace, backends));
}
