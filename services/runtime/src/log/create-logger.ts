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

/** How many bytes of lines may wait for a log that cannot be written; later ones are lost. */
const MOST_WAITING_BYTES = 1024 * 1024;

/**
 * JSON lines to stdout. Credentials and addresses are censored, at the top of a line and up to three levels below. Pino's own `redact` would
 * do the same, but with paths as open as that it costs several times what the line itself costs.
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

/** Censors a line but for its error, which is censored once it is a plain object: more is written of it than its fields. */
function censoredButError(line: Record<string, unknown>): Record<string, unknown> {
  if (line[ERROR] === undefined) return censoredFields(line);
  const { [ERROR]: error, ...others } = line;
  return { ...censoredFields(others), [ERROR]: error };
}

/** What a child always says is written once, and past all formatters. */
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

/** What a message has in the places of `%o` and the like. */
function censorInterpolated(this: Logger, args: Parameters<LogFn>, log: LogFn): void {
  const [first, ...others] = args;
  const isPlain = others.every((arg) => typeof arg !== 'object');
  log.apply(this, isPlain ? args : ([first, ...others.map(censored)] as Parameters<LogFn>));
}

/**
 * A full disk costs a service its log lines and not its life; those that wait are written when there is room again. Without waiting for a pipe
 * that nobody reads; files are written to at once, because pino would otherwise try for ever to write what is left when the process ends.
 */
function stdout(): DestinationStream {
  const descriptor = process.stdout.fd || 1;
  const isPipe = fstatSync(descriptor).isFIFO() || fstatSync(descriptor).isSocket();
  const stream = pino.destination({ dest: descriptor, sync: !isPipe, maxLength: MOST_WAITING_BYTES });
  stream.on('error', () => {}).on('drop', () => countLostLine('stdout'));
  return stream;
}
