import type { TypeName } from '../backends/profile-types.ts';

/** The conditions of a list of traces. */
export interface TracesShown {
  service?: string | undefined;
  operation?: string | undefined;
  tool?: string | undefined;
  /** Attributes in the format of the model's `readPairs`. */
  where?: string | undefined;
  /** Milliseconds. */
  min?: number | undefined;
  max?: number | undefined;
  failed?: true | undefined;
  /** Default: the slowest first. */
  order?: 'newest' | undefined;
  /** Milliseconds since the epoch. */
  from?: number | undefined;
  to?: number | undefined;
}

/** The profile to show. */
export interface ProfileShown {
  service?: string | undefined;
  /** Default: CPU time. */
  type?: TypeName | undefined;
  /** Restricts the profile to spans with this name; not needed for a trace or span. */
  operation?: string | undefined;
  trace?: string | undefined;
  /** A span of that trace. */
  span?: string | undefined;
  /** Milliseconds since the epoch. */
  from?: number | undefined;
  to?: number | undefined;
}

/** Links to pages for people. */
export interface Links {
  overview(): string;
  traces(shown?: TracesShown): string;
  trace(traceId: string, spanId?: string): string;
  mcpCalls(): string;
  profiles(shown: ProfileShown): string;
  map(time: Pick<TracesShown, 'from' | 'to'>): string;
  /** @param shown an expression of PromQL and its time range */
  metrics(shown: { query: string } & Pick<TracesShown, 'from' | 'to'>): string;
}

const LONGEST_VALUE = 200;

/** Links to the console's own pages. @param base of their URLs, such as `http://127.0.0.1:3000` */
export function pageLinks(base: string): Links {
  const root = base.replace(/\/+$/, '');
  const at = (path: string, search: object = {}) => {
    const known = Object.entries(search).filter(([, value]) => value !== undefined && isShort(value));
    const query = new URLSearchParams(known.map(([name, value]) => [name, String(value)]));
    return `${root}${path}${query.size > 0 ? `?${query}` : ''}`;
  };
  return {
    overview: () => at('/'),
    traces: (shown) => at('/traces', shown),
    trace: (traceId, spanId) => at(`/trace/${traceId}`, { span: spanId }),
    mcpCalls: () => at('/mcp-calls'),
    profiles: (shown) => at('/profiles', shown),
    map: (time) => at('/map', time),
    metrics: (shown) => at('/metrics-explorer', shown),
  };
}

/** Names in telemetry have any length, which could make the link longer than the answer that it belongs to. */
function isShort(value: unknown): boolean {
  return encodeURIComponent(String(value).toWellFormed()).length <= LONGEST_VALUE;
}
