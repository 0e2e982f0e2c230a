/** The levels from which a search can show lines. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const NAMES: Record<LogLevel, readonly string[]> = {
  error: ['error', 'fatal', 'critical', 'alert', 'emergency'],
  warn: ['warn', 'warning'],
  info: ['info', 'information', 'notice'],
  debug: ['debug', 'trace'],
};

/** A regular expression that matches a level and more severe ones, by the names that loggers and OTLP use. */
export function levelPattern(level: LogLevel): string {
  const names = LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(level) + 1).flatMap((one) => NAMES[one]);
  return `(?i)^(${names.join('|')})[0-9]?$`;
}

/** The level that a name in a line means; undefined for an unknown name. */
export function levelOf(name: string): LogLevel | undefined {
  const plain = name.toLowerCase().replace(/\d$/, '');
  return LOG_LEVELS.find((level) => NAMES[level].includes(plain));
}
