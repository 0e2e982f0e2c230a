import { InstrumentationBase, InstrumentationNodeModuleDefinition } from '@opentelemetry/instrumentation';

const VERSIONS = ['>=5.14.0 <11'];

/** What of pino's versions 5 to 10 is made use of. */
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

/** The module as `require` or as `import` gives it. */
type PinoModule = Pino & { [Symbol.toStringTag]?: string; default: Pino };

/**
 * Has `flush` of a logger call back once its lines are written. @opentelemetry/instrumentation-pino puts a multistream in place of the
 * application's destination, which cannot be flushed, so pino would call back at once. To be registered after that instrumentation.
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
