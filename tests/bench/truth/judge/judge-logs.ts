import { ATTR_HTTP_RESPONSE_STATUS_CODE, ATTR_HTTP_ROUTE } from '@cortex/signals/contract';
import type { LogLine } from '@cortex/telemetry-contract';
import type { Trace, TraceSpan } from '@cortex/trace-testing';
import { type Expectation, isHttp } from '../expectation.ts';
import type { Deviation } from './deviation.ts';
import { keyOf } from './span-key.ts';

/** The log line of each request, written when its connection has finished with it. */
export const REQUEST_DONE = 'request done';

/** Checks that each HTTP request of a trace has its log line, with the same data. Lines exist with or without spans. */
export function judgeLogs(expectation: Expectation, trace: Trace | undefined, lines: readonly LogLine[]): Deviation[] {
  const done = lines.filter(({ _msg }) => _msg === REQUEST_DONE);
  if (!expectation.isSampled) return judgeUnsampled(expectation, done);
  const requests = (trace?.spans ?? []).filter((span) => isHttp(keyOf(span)));
  return requests.flatMap((span) =>
    judgeLine(
      span,
      done.filter((line) => line.span_id === span.spanId),
    ),
  );
}

function judgeLine(span: TraceSpan, [line, ...more]: LogLine[]): Deviation[] {
  const key = keyOf(span);
  if (line === undefined)
    return [{ kind: 'missing', text: `${key}: expected a log line "${REQUEST_DONE}", came none` }];
  if (more.length > 0)
    return [{ kind: 'duplicates', text: `${key}: expected a log line once, came ${more.length + 1}` }];
  const { attributes, service } = span;
  const told = `${service} ${attributes[ATTR_HTTP_ROUTE] ?? 'unmatched'} ${attributes[ATTR_HTTP_RESPONSE_STATUS_CODE]}`;
  const came = answerOf(line);
  return told === came ? [] : [{ kind: 'wrongStatus', text: `${key}: its span says ${told}, its log line ${came}` }];
}

/** Without spans, the client's own requests are identified by the status of their answers. */
function judgeUnsampled({ entries }: Expectation, done: readonly LogLine[]): Deviation[] {
  const came = done.map(answerOf);
  return entries.flatMap(({ span, status }): Deviation[] => {
    if (!isHttp(span)) return [];
    const [service, , , route = 'unmatched'] = span.split(' ');
    const expected = `${service} ${route} ${status}`;
    const index = came.indexOf(expected);
    if (index === -1)
      return [{ kind: 'missing', text: `expected a log line of ${expected}, came ${came.join(', ') || 'none'}` }];
    came.splice(index, 1);
    return [];
  });
}

/** Service, route and status. */
function answerOf({ 'service.name': service, route, status }: LogLine): string {
  return `${service} ${route} ${status}`;
}
