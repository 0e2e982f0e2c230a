import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import type { BuildContext } from './build-context.ts';

const atOnce = 2;

/**
 * Lets two compilations run at a time, which keeps the cores busy while one of them links on a single core. The first one runs
 * alone, because it compiles the standard library, which two would each compile for themselves.
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
