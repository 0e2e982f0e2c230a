import { context, isSpanContextValid, trace } from '@opentelemetry/api';
import { InstrumentationBase, InstrumentationNodeModuleDefinition } from '@opentelemetry/instrumentation';
import type { LineStream, Mixin, Pino, PinoLogger } from './internal-types.ts';
import { LineRecords } from './line-records.ts';

const NAME = '@cortex/telemetry/pino';
const VERSION = '0.1.0';
const VERSIONS = ['>=5.14.0 <11'];

/** The module as `require` or as `import` gives it. */
type PinoModule = Pino & { [Symbol.toStringTag]?: string; default: Pino };

/**
 * Writes the ids of the trace into the lines of pino and sends them as log records, as @opentelemetry/instrumentation-pino does, for half of
 * its cost: without a stream between the two.
 */
export class PinoInstrumentation extends InstrumentationBase {
  constructor() {
    super(NAME, VERSION, {});
  }

  protected override init(): InstrumentationNodeModuleDefinition {
    return new InstrumentationNodeModuleDefinition('pino', VERSIONS, (exports: PinoModule) => {
      const isModule = exports[Symbol.toStringTag] === 'Module';
      const observed = this.observing(isModule ? exports.default : exports);
      if (!isModule) return observed;
      if (exports.pino !== undefined) exports.pino = observed;
      exports.default = observed;
      return exports;
    });
  }

  private observing(pino: Pino): Pino {
    const create = (...args: unknown[]) => {
      const logger = pino(...args);
      if (this.isEnabled()) observe(pino, logger);
      return logger;
    };
    const observed: Pino = Object.assign(create, pino);
    if (typeof observed.pino === 'function') observed.pino = observed;
    if (typeof observed.default === 'function') observed.default = observed;
    return observed;
  }
}

function observe(pino: Pino, logger: PinoLogger): void {
  const { mixinSym, streamSym } = pino.symbols;
  logger[mixinSym] = withTrace(logger[mixinSym] as Mixin | undefined);
  if (pino.multistream === undefined) return;
  const destination = logger[streamSym] as LineStream;
  const both = pino.multistream(
    [destination, new LineRecords(NAME, pino, logger)].map((stream) => ({ level: 0, stream })),
    { levels: logger.levels.values },
  );
  // A multistream has none, and without one the logger calls back before the lines are written.
  both.flush = (done) => (destination.flush === undefined ? done() : destination.flush(done));
  logger[streamSym] = both;
}

function withTrace(mixin: Mixin | undefined): Mixin {
  return mixin === undefined ? traceOfLine : (...args) => Object.assign(traceOfLine(), mixin(...args));
}

function traceOfLine(): object {
  const span = trace.getSpan(context.active());
  if (span === undefined) return {};
  const { traceId, spanId, traceFlags } = span.spanContext();
  // A span that records is one of the SDK's, which makes no others.
  if (!span.isRecording() && !isSpanContextValid(span.spanContext())) return {};
  return { trace_id: traceId, span_id: spanId, trace_flags: `0${traceFlags.toString(16)}` };
}
