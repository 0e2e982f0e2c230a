import type { Figures } from '../figures.ts';
import { ASSUMPTIONS } from '../machines/assumptions.ts';
import { number } from './table.ts';

/** Where other processes took more than this, they may have changed the figures. */
const NOTICEABLE_CORES = 0.5;

export function introduction({ measuredAt, cores, rate, seconds, rounds, otherCores }: Figures): string {
  const beside =
    otherCores.max > NOTICEABLE_CORES
      ? ` Other work took up to ${number(otherCores.max)} of the ${cores} cores meanwhile, the sender of the inputs among it: these figures are noisy.`
      : '';
  return `What an input costs in each part of the stack, and from it the machines that 1,000 to 10,000,000 inputs a second need. Measured on ${measuredAt} by \`npm run bench -- capacity --write\`, which writes this page: ${rate} inputs a second for ${seconds} s, from 50 users with a stream each, on ${cores} cores; ${rounds === 1 ? 'one round' : `${rounds} rounds`}, each on a new stack.${beside}`;
}

export function whatIsMeasured({ rate }: Figures): string {
  const { machine, utilisation, spareMachines, retentionDays, copies, streamReplicas, exportSeconds } = ASSUMPTIONS;
  return [
    '## What is measured, and what is not',
    `**Measured:** everything in the tables of an input, at ${rate} inputs a second, on one machine and over loopback. **Extrapolated:** all machines. CPU time and bytes are taken to grow with the inputs, memory and series with the processes. PostgreSQL did not wait for its disk (\`fsync=off\`). Nothing was run at 1,000 inputs a second or more, or on more than one machine.`,
    [
      '**Assumed:**',
      '',
      `- a machine has ${machine.cores} cores, ${machine.memoryGigabytes} GB of memory, ${machine.diskTerabytes} TB of disk, and ${machine.networkGigabits} Gbit/s of network;`,
      `- each is used to ${utilisation * 100} %, and each tier has ${spareMachines} more, which may be lost;`,
      `- traces, logs and metrics are kept for ${retentionDays.traces} days, profiles for ${retentionDays.profiles}, histories for ${retentionDays.history} (memory itself deletes none); ${copies} copies of each, ${streamReplicas} of the events;`,
      '- the percentage of traces that is stored includes those with errors and the slow ones: where there are more of them, more is stored;',
      `- a process sends its metrics every ${exportSeconds} s. A series takes ${ASSUMPTIONS.bytesPerSeries / 1000} kB of Prometheus' memory, a sample ${ASSUMPTIONS.bytesPerSample} bytes of its disk;`,
      `- a PostgreSQL takes ${number(ASSUMPTIONS.connections)} connections, a cluster of Kubernetes ${number(ASSUMPTIONS.nodesOfCluster)} nodes;`,
      "- Elasticsearch, Mimir, a cluster of VictoriaLogs and Pyroscope cost what Badger, Prometheus, VictoriaLogs and the profile store do. Elasticsearch's index is likely to cost more;",
      '- the memory of each store is that of one that is nearly empty: its caches take what they are given;',
      `- a trace that waits at a gateway takes ${ASSUMPTIONS.bytesOfWaiting} bytes of memory for each that arrived;`,
      '- the balancers before core-api, the console, Alertmanager and Grafana are not counted.',
    ].join('\n'),
  ].join('\n\n');
}
