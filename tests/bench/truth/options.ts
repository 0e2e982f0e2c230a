import { readOptions } from '@cortex/local/console';
import { count } from '../command-line/numbers.ts';

const HELP = `Usage: npm run bench -- truth [--json] [--requests=<n>] [--seed=<n>] [--neighbour]

Sends a seeded mix of requests to a stack of its own, each with a trace id and an expectation. Then queries Jaeger,
Prometheus and the log store about each of them. Exit status 1 when anything is not as expected, 130 when interrupted.

  --json          prints the figures once more, as JSON on the last line
  --requests=<n>  requests to send (default 10000)
  --seed=<n>      repeats the mix of an earlier run, which printed it (default: a new one)
  --neighbour     runs a process beside the stack that uses all of one core, at normal priority`;

export interface TruthOptions {
  json: boolean;
  requests: number;
  seed: number;
  neighbour: boolean;
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  requests: { type: 'string', default: '10000' },
  seed: { type: 'string' },
  neighbour: { type: 'boolean', default: false },
} as const;

export function readTruthOptions(args: string[]): TruthOptions {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, requests, seed, neighbour }) => ({
      json,
      requests: count('requests', requests),
      seed: seed === undefined ? Math.floor(Math.random() * 1e9) + 1 : count('seed', seed),
      neighbour,
    }),
  });
}
