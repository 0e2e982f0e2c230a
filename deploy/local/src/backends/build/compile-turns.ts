import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import type { BuildContext } from './build-context.ts';

const atOnce = 2;

/**
 * Two compilations at a time keep the cores busy while one of them links, which takes one core. The first one goes
 * alone: it compiles the standard library, which two would each do for themselves.
 */
export function compileTurns(): BuildContext['compile'] {
  const queue = new PQueue({ concurrency: 1 });
  return async (task) => {
    try {
      return await queue.add(task);
    } finally {
      queue.concurrency = Math.min(atOnce, availableParallelism());
    }
  };
}
