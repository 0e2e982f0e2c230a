import cluster, { type Worker } from 'node:cluster';

/** Has `@cortex/telemetry` send what it has profiled. */
const SIGNAL = 'SIGUSR2';

/** Passes the signal on to the workers that serve: each has a profile of its own. Nobody listens for it where profiling is off; there it would end them. */
export function forwardProfileRequests(): void {
  if (process.listenerCount(SIGNAL) === 0) return;
  const serving = new Set<Worker>();
  cluster.on('listening', (worker) => serving.add(worker));
  cluster.on('exit', (worker) => serving.delete(worker));
  process.on(SIGNAL, () => {
    for (const worker of serving) worker.process.kill(SIGNAL);
  });
}
