import type { Channel } from '../process/channel.ts';
import type { WorkerQuestions } from '../process/worker-questions.ts';
import type { Workers } from '../process/workers.ts';
import { type FaultChange, Faults } from './faults.ts';

/** From any worker to all. */
const CHANGE = 'fault-change';
/** From a worker that starts to the first process. */
const WANTED = 'faults-wanted';
const CHANGED = 'faults-changed';

/** In the first process: has all workers know each change of the faults, and each worker that starts the faults that are set. */
export function shareFaults(workers: Workers): void {
  const faults = new Faults();
  // Also to the worker that it comes from: of two changes at the same time all keep the same one.
  workers.relay(CHANGE, { seen: (change) => faults.apply(change as FaultChange), withSender: true });
  workers.onStart((link) => {
    link.on(WANTED, () => {
      // A crash has ended the worker that this one replaces; given to it as well, it would end the service.
      const lasting = faults.remaining().filter(({ kind }) => kind !== 'crash');
      for (const fault of lasting) link.send(CHANGE, { set: fault } satisfies FaultChange);
    });
  });
}

export interface OtherWorkers {
  channel: Channel;
  questions: WorkerQuestions;
}

/**
 * In a worker: takes over the changes of all, and what is set already. That arrives before the first connection does, because both come from the
 * first process in their order.
 * @returns changes the faults of all workers. Resolves when all that serve have the change.
 */
export function joinFaults(
  faults: Faults,
  { channel, questions }: OtherWorkers,
): (change: FaultChange) => Promise<void> {
  channel.on(CHANGE, (change) => faults.apply(change as FaultChange));
  questions.onQuestion(CHANGED, async () => true);
  channel.send(WANTED, undefined);
  return async (change) => {
    channel.send(CHANGE, change);
    // Reaches each worker after the change, and so do its answers.
    await questions.ask(CHANGED);
  };
}
