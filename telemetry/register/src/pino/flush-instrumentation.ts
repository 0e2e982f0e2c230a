import { InstrumentationBase, InstrumentationNodeModuleDefinition } from '@opentelemetry/instrumentation';

const VERSIONS = ['>=5.14.0 <11'];

/** The parts of pino 5 to 10 that are used here. */
interface Pino {
  (...args: unknown[]): Logger;
  readonly symbols: { readonly streamSym: symbol };
  pino?: unknown;
  default?: unknown;
}

type Logger = Record<symbol, LineStream>;

interface LineStream {
  flush?(done: (error?: Error) => void): void;
  /** The streams of a multistream. */
  readonly streams?: readonly { readonly stream: LineStream }[];
}

/** The module as returned by `require` or by `import`. */
type PinoModule = Pino & { [Symbol.toStringTag]?: string; default: Pino };

/**
 * Makes `flush` of a logger call back once its lines are written. @opentelemetry/instrumentation-pino replaces the application's destination
 * with a multistream, which cannot be flushed, so pino would call back at once. Register this after that instrumentation.
 */
export class PinoFlushInstrumentation extends InstrumentationBase {
  constructor() {
    super('@cortex/telemetry/pino-flush', '0.1.0', {});
  }

  protected override init(): InstrumentationNodeModuleDefinition {
    return new InstrumentationNodeModuleDefinition('pino', VERSIONS, (exports: PinoModule) => {
      const isModule = exports[Symbol.toStringTag] === 'Module';
      const flushing = flushable(isModule ? exports.default : exports);
      if (!isModule) return flushing;
      if (exports.pino !== undefined) exports.pino = flushing;
      exports.default = flushing;
      return exports;
    });
  }
}

function flushable(pino: Pino): Pino {
  const create = (...args: unknown[]) => {
    const logger = pino(...args);
    passFlushOn(logger[pino.symbols.streamSym]);
    return logger;
  };
  const wrapped: Pino = Object.assign(create, pino);
  if (typeof wrapped.pino === 'function') wrapped.pino = wrapped;
  if (typeof wrapped.default === 'function') wrapped.default = wrapped;
  return wrapped;
}

function passFlushOn(stream: LineStream | undefined): void {
  const destination = stream?.streams?.map(({ stream: one }) => one).find(({ flush }) => flush !== undefined);
  if (stream === undefined || stream.flush !== undefined || destination === undefined) return;
  stream.flush = (done) => destination.flush?.(done);
}
