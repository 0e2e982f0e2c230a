import type { Trace } from '@cortex/trace-testing';
import { type Expectation, NEVER, type Times } from '../expectation.ts';
import type { Deviation } from './deviation.ts';
import { keyOf } from './span-key.ts';

const PROCESS_INPUT = 'core-api internal process_input';
const CALL = / client tools\/call /;

/** Checks the numbers of calls between the services, and of the processing of inputs. */
export function judgeNumbers({ calls, processed }: Expectation, { spans }: Trace): Deviation[] {
  const counts = new Map<string, number>();
  for (const key of spans.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const wanted = new Map([...calls, [PROCESS_INPUT, processed] as const]);
  const unwanted = [...counts.keys()].filter((key) => CALL.test(key) && !wanted.has(key));
  return [...wanted, ...unwanted.map((key) => [key, NEVER] as const)].flatMap(([key, times]) =>
    judgeNumber(key, times, counts.get(key) ?? 0),
  );
}

function judgeNumber(key: string, { least, most }: Times, came: number): Deviation[] {
  if (came >= least && came <= most) return [];
  const expected = least === most ? String(least) : `${least} to ${most}`;
  return [{ kind: came < least ? 'missing' : 'duplicates', text: `${key}: expected ${expected}, came ${came}` }];
}
