import { misused, readArguments } from '@cortex/local/console';
import { scenarios } from './scenarios/index.ts';
import type { Scenario } from './scenarios/scenario.ts';

const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600 };
const LONGEST_SECONDS = 24 * 3600;

const OPTIONS = {
  duration: { type: 'string' },
  against: { type: 'string', default: 'native' },
  memory: { type: 'string' },
  cognition: { type: 'string' },
  prometheus: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean' },
} as const;

export const USAGE = `Usage: npm run load -- <scenario> [<option> ...]

Puts load on the services, compares the results with the baselines of the guide and with the last run, and prints one table
with the trace id of the slowest request of each row. Exit status 1 when a figure falls short, 130 when interrupted.

${Object.entries(scenarios)
  .map(([name, { about, defaultSeconds }]) => `  ${name.padEnd(14)}${about} (${defaultSeconds} s)`)
  .join('\n')}

  --duration <n>        how long the load lasts in all, such as 90s, 5m, 1h
  --against native      the stack that npm start runs here; if none runs, one is started for the run (default)
  --against <URL>       core-api elsewhere. The services behind it are called too: CORTEX_INTERNAL_SECRET must be theirs
  --memory <URL>        with a URL: where the memory service is, default port 9000 of the same host
  --cognition <URL>     with a URL: where the cognition service is, default port 9100 of the same host
  --prometheus <URL>    with a URL: where Prometheus is, default port 9090 of the same host
  --json                print the result as the last line too
  --help                show this

CORTEX_LOAD_USERNAME and CORTEX_LOAD_PASSWORD: who logs in at core-api, default the guide's user.`;

export interface LoadOptions {
  name: string;
  scenario: Scenario;
  seconds: number;
  /** Undefined for the native stack. */
  urls: { coreApi: string; memory: string; cognition: string; prometheus: string } | undefined;
  json: boolean;
}

/** Undefined when help is requested. Throws an error that states what was expected. */
export function readLoadOptions(args: string[]): LoadOptions | undefined {
  const { values, positionals } = readArguments({ args, allowPositionals: true, options: OPTIONS }, USAGE);
  if (values.help) return undefined;
  const [name = '', ...more] = positionals;
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (!scenario || more.length > 0)
    throw misused(`Expected one of ${Object.keys(scenarios).join(', ')}, got "${positionals.join(' ')}".`, USAGE);
  const seconds = values.duration === undefined ? scenario.defaultSeconds : readDuration(values.duration);
  const urls = values.against === 'native' ? ofNative(values) : readUrls(values);
  return { name, scenario, seconds, urls, json: values.json };
}

function readDuration(text: string): number {
  const [, count, unit = 's'] = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(text) ?? [];
  const seconds = Number(count) * (UNITS[unit || 's'] ?? Number.NaN);
  if (seconds >= 1 && seconds <= LONGEST_SECONDS) return seconds;
  throw misused(`--duration: expected a time from 1s to 24h such as 90s or 5m, got "${text}".`, USAGE);
}

function ofNative(values: Omit<GivenUrls, 'against'>): undefined {
  for (const option of ['memory', 'cognition', 'prometheus'] as const)
    if (values[option] !== undefined)
      throw misused(
        `--${option}: expected only with --against <URL>, since the native stack's own addresses are known.`,
        USAGE,
      );
}

interface GivenUrls {
  against: string;
  memory?: string | undefined;
  cognition?: string | undefined;
  prometheus?: string | undefined;
}

function readUrls({ against, memory, cognition, prometheus }: GivenUrls): LoadOptions['urls'] {
  const coreApi = readUrl('against', against);
  const neighbour = (port: number) => {
    const url = new URL(coreApi);
    url.port = String(port);
    return url.href;
  };
  return {
    coreApi,
    memory: readUrl('memory', memory ?? neighbour(9000)),
    cognition: readUrl('cognition', cognition ?? neighbour(9100)),
    prometheus: readUrl('prometheus', prometheus ?? neighbour(9090)),
  };
}

function readUrl(option: string, text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text.replace(/\/$/, '');
  const expected = option === 'against' ? 'native or an http URL' : 'an http URL';
  throw misused(`--${option}: expected ${expected}, got "${text}".`, USAGE);
}
