import { readOptions } from '@cortex/local/console';
import { count } from '../command-line/numbers.ts';
import { BACKLOGS, type Backlog } from './backlogs/index.ts';

const NAMES: string[] = BACKLOGS.map(({ part }) => part);

const HELP = `Usage: npm run bench -- backlog [--json] [--spans=<n>] [--backends=<backend>,<backend>…]

Builds up a backlog in the Collector of a stack of its own, then slows the backend while it drains: once by SIGSTOP and SIGCONT in a
rhythm, once by busy processes at normal priority. Exit status 1 when an item is missing or stored twice, the backend exceeds its
memory limit in docker-compose.otel.yml, or the backlog does not drain in time; 130 when interrupted.

  --json            prints the figures once more, as JSON on the last line
  --spans=<n>       spans and samples in the backlog; nine tenths as many log records, a hundredth as many profiles (default 100000)
  --backends=<...>  ${NAMES.join(', ')} (default: all of them, in turn)`;

interface BacklogOptions {
  json: boolean;
  spans: number;
  backlogs: Backlog[];
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  spans: { type: 'string', default: '100000' },
  backends: { type: 'string', default: NAMES.join(',') },
} as const;

export function readBacklogOptions(args: string[]): BacklogOptions {
  return readOptions({
    args,
    options: OPTIONS,
    help: HELP,
    read: ({ json, spans, backends }) => ({ json, spans: count('spans', spans), backlogs: asked(backends.split(',')) }),
  });
}

function asked(names: string[]): Backlog[] {
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown === undefined) return BACKLOGS.filter(({ part }) => names.includes(part));
  throw new Error(
    `--backends: expected some of ${NAMES.join(', ')}, separated by commas, got ${JSON.stringify(unknown)}`,
  );
}
