/** What of pino's versions 5 to 10 is made use of. */

/** A destination of lines. Where it asks for that, pino leaves on it what it knows of the line that it writes. */
export interface LineStream {
  lastLevel?: number;
  write(line: string): unknown;
  flush?(done: (error?: Error) => void): void;
}

export type Mixin = (line: object, level: number, ...more: unknown[]) => object;

export type PinoLogger = Record<symbol, unknown> & {
  readonly levels: {
    readonly labels: Readonly<Record<number, string>>;
    readonly values: Readonly<Record<string, number>>;
  };
};

type TimeFunction = 'epochTime' | 'unixTime' | 'isoTime' | 'nullTime';

export interface Pino {
  (...args: unknown[]): PinoLogger;
  readonly symbols: Readonly<Record<'mixinSym' | 'messageKeySym' | 'errorKeySym' | 'timeSym' | 'streamSym', symbol>>;
  readonly stdTimeFunctions: Readonly<Record<TimeFunction, () => string>>;
  multistream?(streams: { level: number; stream: unknown }[], options: object): LineStream;
  pino?: unknown;
  default?: unknown;
}
