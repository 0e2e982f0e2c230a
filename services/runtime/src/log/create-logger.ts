import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

const CENSORED = ['authorization', 'cookie', 'password', 'token', 'access_token', 'secret', 'email', 'username'];

/** JSON lines to stdout. Credentials and addresses are censored, at the top of a line and up to two levels below. */
export function createLogger(name: string, level: string, destination?: DestinationStream): Logger {
  const paths = CENSORED.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const options = { name, level, redact: { paths, censor: '[redacted]' } };
  return destination ? pino(options, destination) : pino(options);
}
