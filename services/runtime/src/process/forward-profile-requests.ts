import cluster, { type Worker } from 'node:cluster';

/** Makes `@cortex/telemetry` send the profile so far. */
const SIGNAL = 'SIGUSR2';

/** Forwards the signal to the workers, each of which has a profile of its own. Workers without profiling do not listen for it, and it would end them. */
export function forwardProfileRequests(): void {
  if (process.listenerCount(SIGNAL) === 0) return;
  const serving = new Set<Worker>();
  cluster.on('listening', (worker) => serving.add(worker));
  cluster.on('exit', (worker) => serving.delete(worker));
  process.on(SIGNAL, () => {
    for (const worker of serving) worker.process.kill(SIGNAL);
  });
}
