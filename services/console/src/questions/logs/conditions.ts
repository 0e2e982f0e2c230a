import { type LogLevel, levelPattern } from '../../model/log-level.ts';
import { phrase } from '../../model/phrase.ts';

/** That a field has exactly a value, or has it not. */
export interface FieldCondition {
  field: string;
  value: string;
  not?: boolean | undefined;
}

export interface LinesAsked {
  /** LogsQL, which plain words are too. */
  query?: string | undefined;
  service?: string | undefined;
  /** And worse. */
  level?: LogLevel | undefined;
  traceId?: string | undefined;
  where?: readonly FieldCondition[] | undefined;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
}

/** All but the query, as filters in LogsQL. */
export function conditionsOf({ service, level, traceId, where = [], begin, end }: LinesAsked): string[] {
  return [
    `_time:[${new Date(begin).toISOString()}, ${new Date(end).toISOString()}]`,
    ...(service === undefined ? [] : [is({ field: 'service.name', value: service })]),
    ...(level === undefined ? [] : [`severity_text:~${phrase(levelPattern(level))}`]),
    ...(traceId === undefined ? [] : [is({ field: 'trace_id', value: traceId })]),
    ...where.map(is),
  ];
}

export function is({ field, value, not = false }: FieldCondition): string {
  return `${not ? '!' : ''}${phrase(field)}:=${phrase(value)}`;
}
