import { type Attributes, type Exception, type Logger, type LogRecord, logs } from '@opentelemetry/api';
import { ATTR_OTEL_EVENT_NAME } from '@opentelemetry/semantic-conventions';
import { toldAttributes } from '../export/told-numbers.ts';
import type { LineStream, Pino, PinoLogger } from './internal-types.ts';
import { severityOf } from './severity.ts';

/** Has pino tell the level of each line. */
const NEEDS_METADATA = Symbol.for('pino.metadata');

/** Fields that a log record has places of its own for, or that its resource and its span tell. */
const OWN_PLACE: ReadonlySet<string> = new Set([
  'time',
  'level',
  'hostname',
  'pid',
  'trace_id',
  'span_id',
  'trace_flags',
  ATTR_OTEL_EVENT_NAME,
]);

/** There may be a number that OTLP cannot tell. Nearly all lines are spared the search for it. */
const LARGE_NUMBER = /\d{19}|\de\+\d/;

type Line = Record<string, unknown>;

/** Sends each line as a log record, as it was written: with what the application has taken out of it or has censored in it. */
export class LineRecords implements LineStream {
  readonly [NEEDS_METADATA] = true;
  lastLevel = 0;
  readonly #logger: Logger;
  readonly #labels: PinoLogger['levels']['labels'];
  readonly #messageKey: string;
  readonly #errorKey: string;
  readonly #millisecondsOf: (time: unknown) => number;

  constructor(scope: string, pino: Pino, logger: PinoLogger) {
    const { messageKeySym, errorKeySym, timeSym } = pino.symbols;
    this.#logger = logs.getLogger(scope);
    this.#labels = logger.levels.labels;
    this.#messageKey = logger[messageKeySym] as string;
    this.#errorKey = logger[errorKeySym] as string;
    this.#millisecondsOf = clockOf(pino, logger[timeSym]);
  }

  write(text: string): void {
    if (!this.#logger.enabled({ severityNumber: severityOf(this.lastLevel) })) return;
    const line = parsed(text);
    if (line !== undefined) this.#logger.emit(this.#recordOf(line));
  }

  #recordOf(line: Line): LogRecord {
    const { [this.#messageKey]: body, [this.#errorKey]: error, time, [ATTR_OTEL_EVENT_NAME]: eventName } = line;
    const milliseconds = this.#millisecondsOf(time);
    const timestamp = Number.isNaN(milliseconds) ? Date.now() : milliseconds;
    const attributes = this.#attributesOf(line);
    if (Number.isNaN(milliseconds)) attributes.time = time as string;
    const severityText = this.#labels[this.lastLevel];
    return {
      timestamp,
      observedTimestamp: timestamp,
      severityNumber: severityOf(this.lastLevel),
      ...(severityText !== undefined && { severityText }),
      body: body as string,
      attributes,
      exception: named(error),
      ...(typeof eventName === 'string' && { eventName }),
    };
  }

  #attributesOf(line: Line): Attributes {
    const attributes: Attributes = {};
    for (const name in line)
      if (!OWN_PLACE.has(name) && name !== this.#messageKey && name !== this.#errorKey)
        attributes[name] = line[name] as string;
    return attributes;
  }
}

/** Undefined where an application's formatters have made something else of a line. */
function parsed(text: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line !== 'object' || line === null) return undefined;
    return LARGE_NUMBER.test(text) ? toldAttributes(line as Attributes) : (line as Line);
  } catch {
    return undefined;
  }
}

/** How to read the milliseconds from what one of pino's own time functions writes; NaN for another's. */
function clockOf({ stdTimeFunctions }: Pino, timeFunction: unknown): (time: unknown) => number {
  if (timeFunction === stdTimeFunctions.epochTime) return Number;
  if (timeFunction === stdTimeFunctions.unixTime) return (time) => Number(time) * 1000;
  if (timeFunction === stdTimeFunctions.isoTime) return (time) => Date.parse(String(time));
  if (timeFunction === stdTimeFunctions.nullTime) return Date.now;
  return () => Number.NaN;
}

/** Pino's serializer calls the name of an error its type. */
function named(error: unknown): Exception {
  if (typeof error !== 'object' || error === null || Array.isArray(error)) return error as Exception;
  const { type, name } = error as Line;
  return (typeof type === 'string' && typeof name !== 'string' ? { ...error, name: type } : error) as Exception;
}
