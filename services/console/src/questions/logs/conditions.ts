import { type LogLevel, levelPattern } from '../../model/logs/level.ts';
import { phrase } from '../../model/logs/phrase.ts';

/** Requires that a field has, or does not have, exactly a value. */
export interface FieldCondition {
  field: string;
  value: string;
  not?: boolean | undefined;
}

export interface LinesAsked {
  /** LogsQL, which can be plain words. */
  query?: string | undefined;
  /** A phrase in the lines. */
  text?: string | undefined;
  service?: string | undefined;
  /** The level, and more severe ones. */
  level?: LogLevel | undefined;
  traceId?: string | undefined;
  where?: readonly FieldCondition[] | undefined;
  /** Milliseconds since the epoch. Default: everything that the store has. */
  begin?: number | undefined;
  /** Default: now. */
  end?: number | undefined;
}

/** Everything but the query, as filters in LogsQL. */
export function conditionsOf({ text, service, level, traceId, where = [], begin, end }: LinesAsked): string[] {
  return [
    ...(begin === undefined ? [] : [within(begin, end)]),
    ...(service ? [is({ field: 'service.name', value: service })] : []),
    ...(level === undefined ? [] : [`severity_text:~${phrase(levelPattern(level))}`]),
    ...(traceId ? [is({ field: 'trace_id', value: traceId })] : []),
    ...where.map(is),
    ...(text ? [phrase(text)] : []),
  ];
}

function within(begin: number, end: number | undefined): string {
  const from = new Date(begin).toISOString();
  return end === undefined ? `_time:>=${from}` : `_time:[${from}, ${new Date(end).toISOString()}]`;
}

export function is({ field, value, not = false }: FieldCondition): string {
  return `${not ? '!' : ''}${phrase(field)}:=${phrase(value)}`;
}
