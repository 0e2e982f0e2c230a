import { type LogLevel, levelPattern } from '../../model/logs/level.ts';
import { phrase } from '../../model/logs/phrase.ts';

/** Demands that a field has exactly a value, or that it has not. */
export interface FieldCondition {
  field: string;
  value: string;
  not?: boolean | undefined;
}

export interface LinesAsked {
  /** LogsQL, which plain words are too. */
  query?: string | undefined;
  /** A phrase that lines have. */
  text?: string | undefined;
  service?: string | undefined;
  /** And worse. */
  level?: LogLevel | undefined;
  traceId?: string | undefined;
  where?: readonly FieldCondition[] | undefined;
  /** Milliseconds since the epoch; without it, all that the store has. */
  begin?: number | undefined;
  /** Now when left out. */
  end?: number | undefined;
}

/** All but the query, as filters in LogsQL. */
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
