import { readRoundsAndCalls } from '../command-line/rounds-and-calls.ts';

const HELP = `Usage: npm run bench -- hop [--json] [--rounds=<n>] [--calls=<n>]

CPU time of a tools/call over HTTP, with our transports and the SDK's, without and with telemetry, relative to a bare JSON POST.

  --json        prints the figures once more, as JSON on the last line
  --rounds=<n>  how often each is measured, in turns (default 15)
  --calls=<n>   calls per measurement (default 2000)`;

export function readHopOptions(args: string[]) {
  return readRoundsAndCalls(args, { help: HELP, rounds: '15', calls: '2000' });
}
