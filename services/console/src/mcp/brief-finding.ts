import { printable, shortened, shortName } from '../model/format/text.ts';
import type { Finding } from '../questions/explain-trace/finding.ts';
import { firstOf } from '../questions/page.ts';

const LONGEST_SUMMARY = 400;
const LONGEST_METRIC = 200;
const ROOM = { mostBytes: 400 };

/** A finding shortened to leave room for others: names are short, and long evidence is cut. @param link leads to its evidence */
export function briefFinding(
  { summary, service, operation, evidence: { spans, logs, functions, metric }, ...rest }: Finding,
  link: string | undefined,
): Finding {
  return {
    ...rest,
    summary: shortened(printable(summary), LONGEST_SUMMARY),
    ...(service !== undefined && { service: shortName(service) }),
    ...(operation !== undefined && { operation: shortName(operation) }),
    evidence: {
      ...(spans && { spans: spans.map(shortName) }),
      ...(logs && { logs: firstOf(logs, ROOM) }),
      ...(functions && {
        functions: firstOf(
          functions.map((one) => ({ ...one, name: shortName(one.name), place: shortName(one.place) })),
          ROOM,
        ),
      }),
      ...(metric !== undefined && { metric: shortened(printable(metric), LONGEST_METRIC) }),
    },
    ...(link !== undefined && { link }),
  };
}
