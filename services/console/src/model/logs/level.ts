/** The levels from which a search shows lines. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const NAMES: Record<LogLevel, readonly string[]> = {
  error: ['error', 'fatal', 'critical', 'alert', 'emergency'],
  warn: ['warn', 'warning'],
  info: ['info', 'information', 'notice'],
  debug: ['debug', 'trace'],
};

/** A regular expression that finds the names of a level and of those that are worse, as loggers and OTLP write them. */
export function levelPattern(level: LogLevel): string {
  const names = LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(level) + 1).flatMap((one) => NAMES[one]);
  return `(?i)^(${names.join('|')})[0-9]?$`;
}

/** The level that a line's own name for it means; undefined for one that nobody knows. */
export function levelOf(name: string): LogLevel | undefined {
  const plain = name.toLowerCase().replace(/\d$/, '');
  return LOG_LEVELS.find((level) => NAMES[level].includes(plain));
}
