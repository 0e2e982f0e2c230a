import { fstatSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

const CENSORED = ['authorization', 'cookie', 'password', 'token', 'access_token', 'secret', 'email', 'username'];

/** Of lines that wait for a log that cannot be written, in bytes; later ones are lost. */
const MOST_WAITING_BYTES = 1024 * 1024;

/** JSON lines to stdout. Credentials and addresses are censored, at the top of a line and up to two levels below. */
export function createLogger(name: string, level: string, destination?: DestinationStream): Logger {
  const paths = CENSORED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const options = { name, level, redact: { paths, censor: '[redacted]' } };
  return pino(options, destination ?? stdout());
}

/**
 * A full disk costs a service its log lines and not its life; those that wait are written when there is room again. Without waiting for a pipe
 * that nobody reads; files are written to at once, because pino would otherwise try for ever to write what is left when the process ends.
 */
function stdout(): DestinationStream {
  const descriptor = process.stdout.fd || 1;
  const isPipe = fstatSync(descriptor).isFIFO() || fstatSync(descriptor).isSocket();
  const stream = pino.destination({ dest: descriptor, sync: !isPipe, maxLength: MOST_WAITING_BYTES });
  stream.on('error', () => {});
  return stream;
}
