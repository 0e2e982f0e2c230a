import { BackendError } from '../backend-error.ts';
import { diskRemedy } from './disk-space.ts';
import { otherWay } from './go-toolchain.ts';

const shownLines = 15;

export interface FailedBuild {
  tool: string;
  /** Go's output. */
  lines: string[];
  logFile: string;
}

interface Diagnosis {
  pattern: RegExp;
  remedy: string;
}

const network: Diagnosis = {
  pattern:
    /dial tcp|no such host|i\/o timeout|TLS handshake|connection (refused|reset)|proxyconnect|unexpected EOF|server misbehaving|: 50[0-9] |: 429 /,
  remedy:
    'A download failed. Check the network and the module proxy (`go env GOPROXY`), then start again. Completed downloads are kept.',
};

const diagnoses: Diagnosis[] = [
  {
    pattern: /no space left on device/i,
    remedy: `The disk is full. ${diskRemedy}`,
  },
  {
    pattern: /requires go >= ?\S+/,
    remedy: `Go is too old for this tool: install the version named above, or let Go fetch it with GOTOOLCHAIN=auto.\n${otherWay}`,
  },
  {
    pattern: /signal: killed|cannot allocate memory/,
    remedy: 'The compiler was killed, most likely for lack of memory: close something, or build with GOFLAGS=-p=1.',
  },
  {
    pattern: /checksum mismatch|SECURITY ERROR/,
    remedy:
      'A module is not the pinned one. Empty the module cache (`go clean -modcache`) and check what GOPROXY serves.',
  },
  network,
];

const unknown = `If the cause is not clear from this, remove Go's build cache (\`go clean -cache\`) and try again.\n${otherWay}`;

/** Whether a retry may help. */
export function isNetworkFailure(lines: string[]): boolean {
  return lines.some((line) => network.pattern.test(line));
}

/** An error with Go's last lines, the remedy and the log file. */
export function buildFailure({ tool, lines, logFile }: FailedBuild): BackendError {
  const output = lines.join('\n');
  const remedy = diagnoses.find(({ pattern }) => pattern.test(output))?.remedy ?? unknown;
  const shown = lines.slice(-shownLines).map((line) => `  ${line}`);
  return new BackendError([`Building ${tool} failed:`, ...shown, remedy, `Log: ${logFile}`].join('\n'));
}
