import type { TypeName } from '../backends/profile-types.ts';

/** What the list of traces is narrowed to. */
export interface TracesShown {
  service?: string | undefined;
  operation?: string | undefined;
  tool?: string | undefined;
  /** Attributes, as `readPairs` of the model takes them. */
  where?: string | undefined;
  /** Milliseconds. */
  min?: number | undefined;
  max?: number | undefined;
  failed?: true | undefined;
  /** The slowest when left out. */
  order?: 'newest' | undefined;
  /** Milliseconds since the epoch. */
  from?: number | undefined;
  to?: number | undefined;
}

/** Which profile is shown. */
export interface ProfileShown {
  service?: string | undefined;
  /** CPU time when left out. */
  type?: TypeName | undefined;
  /** Only spans of this name; of a trace or a span it is known. */
  operation?: string | undefined;
  trace?: string | undefined;
  /** A span of that trace. */
  span?: string | undefined;
  /** Milliseconds since the epoch. */
  from?: number | undefined;
  to?: number | undefined;
}

/** Links for people to what an answer is about. */
export interface Links {
  overview(): string;
  traces(shown?: TracesShown): string;
  trace(traceId: string, spanId?: string): string;
  mcpCalls(): string;
  profiles(shown: ProfileShown): string;
  map(time: Pick<TracesShown, 'from' | 'to'>): string;
  /** @param shown an expression of PromQL, and over which time */
  metrics(shown: { query: string } & Pick<TracesShown, 'from' | 'to'>): string;
}

const LONGEST_VALUE = 200;

/** The console's own pages. @param base of their URLs, such as `http://127.0.0.1:3000` */
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

/** Names of telemetry have any length: a link with such a one would be longer than what it belongs to. */
function isShort(value: unknown): boolean {
  return encodeURIComponent(String(value).toWellFormed()).length <= LONGEST_VALUE;
}
