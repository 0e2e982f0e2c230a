import { fstatSync } from 'node:fs';
import { countLostLine } from '@cortex/telemetry';
import {
  type Bindings,
  type ChildLoggerOptions,
  type DestinationStream,
  type LogFn,
  type Logger,
  type LoggerOptions,
  pino,
  stdSerializers,
} from 'pino';
import { censored, censoredFields } from './censored.ts';

export type { Logger };

/** The field in which pino expects an error. */
const ERROR = 'err';

/** How many bytes of lines may wait for a log that cannot be written; later lines are lost. */
const MOST_WAITING_BYTES = 1024 * 1024;

/**
 * Logs JSON lines to stdout. Credentials and personal data are censored at the top of a line and up to three levels below. Pino's own `redact`
 * could do the same, but with paths as general as these it costs several times as much as the line itself.
 */
export function createLogger(name: string, level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    name,
    level,
    formatters: { log: censoredButError },
    serializers: { [ERROR]: (error) => censored(stdSerializers.err(error)) },
    hooks: { logMethod: censorInterpolated },
  };
  return withCensoredChildren(pino(options, destination ?? stdout()));
}

/** Censors a line except for its error, which is censored once it is a plain object: pino writes more of an error than its fields. */
function censoredButError(line: Record<string, unknown>): Record<string, unknown> {
  if (line[ERROR] === undefined) return censoredFields(line);
  const { [ERROR]: error, ...others } = line;
  return { ...censoredFields(others), [ERROR]: error };
}

/** Censors the bindings of child loggers, which pino writes once and bypassing all formatters. */
function withCensoredChildren(logger: Logger): Logger {
  const { child, setBindings } = logger;
  return Object.assign(logger, {
    child(this: Logger, bindings: Bindings, options?: ChildLoggerOptions) {
      return Reflect.apply(child, this, [censoredFields(bindings), options]);
    },
    setBindings(this: Logger, bindings: Bindings) {
      setBindings.call(this, censoredFields(bindings));
    },
  });
}

/** Censors the values that a message interpolates with `%o` and the like. */
function censorInterpolated(this: Logger, args: Parameters<LogFn>, log: LogFn): void {
  const [first, ...others] = args;
  const isPlain = others.every((arg) => typeof arg !== 'object');
  log.apply(this, isPlain ? args : ([first, ...others.map(censored)] as Parameters<LogFn>));
}

/**
 * A full disk must cost a service its log lines and not its life: waiting lines are written when there is space again. A pipe that nobody reads
 * is not waited for. Files are written synchronously, because pino would otherwise try for ever to write the rest when the process ends.
 */
function stdout(): DestinationStream {
  const descriptor = process.stdout.fd || 1;
  const isPipe = fstatSync(descriptor).isFIFO() || fstatSync(descriptor).isSocket();
  const stream = pino.destination({ dest: descriptor, sync: !isPipe, maxLength: MOST_WAITING_BYTES });
  stream.on('error', () => {}).on('drop', () => countLostLine('stdout'));
  return stream;
}
