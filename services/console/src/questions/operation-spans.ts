import type { JaegerClient } from '../backends/jaeger/jaeger-client.ts';
import { cut, shortName } from '../model/format/text.ts';
import { profiledSpans } from '../model/profile/profiled-spans.ts';
import { QuestionError } from './question-error.ts';

export interface OperationQuestion {
  service: string;
  operation: string;
  /** Milliseconds since the epoch. */
  begin: number;
  end: number;
  /** A trace to leave out, because it is compared with the others. */
  without?: string | undefined;
}

const MOST_TRACES = 50;

/** The ids by which the profile store has the work of an operation's newest spans. @throws {QuestionError} when there are no such spans */
export async function spansOfOperation(
  jaeger: JaegerClient,
  { service, operation, begin, end, without }: OperationQuestion,
): Promise<{ spans: number; spanIds: string[] }> {
  const times = { begin: begin * 1000, end: end * 1000 };
  const { found: traces } = await jaeger.find({ service, operation, ...times, limit: MOST_TRACES });
  const found = traces
    .filter(({ trace }) => trace.traceId !== without)
    .flatMap(({ trace }) =>
      trace.spans
        .filter((span) => span.service === service && span.name === operation)
        .map((span) => profiledSpans(trace, span).spanIds),
    );
  if (found.length > 0) return { spans: found.length, spanIds: [...new Set(found.flat())] };
  const known = await jaeger.operations(service);
  const names = known.map((one) => shortName(one)).join(', ');
  throw new QuestionError(
    known.includes(operation)
      ? `${shortName(service)} has no other span of the operation ${shortName(operation)} in that time.`
      : `${shortName(service)} has no operation ${shortName(operation)}. ${names === '' ? 'Jaeger knows none of it.' : `It has: ${cut(names, 1000)}.`}`,
  );
}
