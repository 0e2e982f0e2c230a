import { readArguments, readSeconds, readService } from '../console/command-line.ts';

export interface HeapdiffOptions {
  service: string;
  /** The time between the two snapshots. */
  seconds: number;
}

const LONGEST_SECONDS = 86_400;

const OPTIONS = { seconds: { type: 'string', default: '30' }, help: { type: 'boolean' } } as const;

export const USAGE = `Usage: npm run heapdiff -- <service> [--seconds 30]

Shows which constructors have more objects on the heap of a running service than some time before: what a leak consists of.

  <service>      core-api, memory-service, cognition-service; also profile-store, console
  --seconds <n>  how long to wait between the two looks, default 30; send the service its usual requests meanwhile
  --help         show this

What it costs: at each look the service collects garbage and writes its heap down. It stands still for that time, about a second
for each 50 MB of heap, and needs up to as much memory again. Meanwhile its inspector is open on a free port of loopback,
where any process of this machine could use it; it is closed at the end.

What holds the objects is shown by Chrome's DevTools: docs/console.md, "Look into a service".`;

/** Reads the options; undefined for `--help`. Throws an error that says what was expected. */
export function readOptions(args: string[]): HeapdiffOptions | undefined {
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: OPTIONS }, USAGE);
  if (values.help) return undefined;
  const service = readService(positionals, USAGE);
  return { service, seconds: readSeconds(values.seconds, { longest: LONGEST_SECONDS, usage: USAGE }) };
}
