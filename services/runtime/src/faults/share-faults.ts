import type { Channel } from '../process/channel.ts';
import type { WorkerQuestions } from '../process/worker-questions.ts';
import type { Workers } from '../process/workers.ts';
import { type FaultChange, Faults } from './faults.ts';

/** The topic of changes, from any worker to all. */
const CHANGE = 'fault-change';
/** The topic on which a starting worker asks the first process for the active faults. */
const WANTED = 'faults-wanted';
const CHANGED = 'faults-changed';

/** Runs in the first process. Passes each change of the faults on to all workers, and sends the active faults to each worker that starts. */
export function shareFaults(workers: Workers): void {
  const faults = new Faults();
  // Also to the worker that it comes from: of two changes at the same time all keep the same one.
  workers.relay(CHANGE, { seen: (change) => faults.apply(change as FaultChange), withSender: true });
  workers.onStart((link) => {
    link.on(WANTED, () => {
      // A crash has ended the worker that this one replaces. If each replacement got it too, the service would end.
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
 * Runs in a worker. Applies the changes of all workers, and the faults that are already active. Those arrive before the first connection,
 * because the first process sends both in order.
 * @returns a function that changes the faults of all workers. It resolves when all that serve have the change.
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
    // The question reaches each worker after the change, so its answer shows that the worker has the change.
    await questions.ask(CHANGED);
  };
}
